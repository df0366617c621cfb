/** The text of the HTML that Anki's editor makes: no two words run together, and nothing changes its meaning. */
import { decodeEntities } from '../text/markdown/parser.ts';
import { htmlParts } from './html-parts.ts';
import { lowered, raised } from './raised.ts';

const blocks = new Set(
  'address article aside blockquote center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header main nav ol p pre section table tbody tfoot thead tr ul caption details summary'.split(
    ' ',
  ),
);

const inline = new Set(
  'a b br code del em font hr i img li s span strong sub sup td th u'.split(' '),
);

/** Whether a text is HTML, where its file does not say: it has a tag that Anki makes, or a sign by its name. */
export function looksLikeHtml(text: string): boolean {
  const isTag = ({ name }: { name: string }) => inline.has(name) || blocks.has(name);
  return /&(?:[a-z]{2,8}|#\d{1,7}|#x[\da-f]{1,6});/i.test(text) || htmlParts(text).some(isTag);
}

export function htmlText(html: string): string {
  const writer = new Writer();
  for (const part of htmlParts(html)) {
    if (part.text !== '') writer.text(part.text);
    if (part.tag !== '') writer.tag(part.name, part.tag);
  }
  return writer.done();
}

class Writer {
  readonly #pieces: string[] = [];
  /** Of each list that is open: the number of its last item; null where it has none. */
  readonly #lists: (number | null)[] = [];
  /** Where what is raised or lowered begins among the pieces. */
  #script: { name: string; from: number } | null = null;
  #link: { from: number; address: string } | null = null;
  #pre = 0;
  #cells = 0;
  /** Whether the line has anything yet. */
  #atStart = true;
  /** A blank of the markup, which shows only between two words. */
  #blank = false;

  text(raw: string): void {
    if (this.#pre > 0) {
      this.#push(decodeEntities(raw.replace(/\r\n?/g, '\n')));
      return;
    }
    const words = raw.replace(/[ \t\r\n\f]+/g, ' ');
    if (words === ' ') {
      this.#blank = true;
      return;
    }
    if (words.startsWith(' ')) this.#blank = true;
    this.#push(decodeEntities(words.trim().replaceAll('&nbsp;', ' ')).replaceAll('\u00a0', ' '));
    if (words.endsWith(' ')) this.#blank = true;
  }

  tag(name: string, tag: string): void {
    const closes = tag.startsWith('</');
    if (name === 'br') this.#newLine();
    else if (name === 'hr') this.#onLine('---');
    else if (name === 'li') this.#item(closes);
    else if (name === 'td' || name === 'th') this.#cell(closes);
    else if (name === 'sup' || name === 'sub') this.#raise(name, closes);
    else if (name === 'a') this.#anchor(tag, closes);
    else if (name === 's' || name === 'del' || name === 'strike') this.#push('~~');
    else if (name === 'rt') this.#push(closes ? ')' : '(');
    else if (name === 'anki-mathjax') this.#push(closes ? '\\)' : '\\(');
    else if (name === 'img') this.#push(named(attribute(tag, 'src')));
    else if (blocks.has(name)) this.#block(name, closes);
  }

  done(): string {
    return this.#pieces.join('').trim();
  }

  #push(text: string): void {
    if (text === '') return;
    if (this.#blank && !this.#atStart) this.#pieces.push(' ');
    this.#blank = false;
    this.#pieces.push(text);
    this.#atStart = text.endsWith('\n');
  }

  #newLine(): void {
    this.#pieces.push('\n');
    this.#atStart = true;
    this.#blank = false;
  }

  #ownLine(): void {
    if (!this.#atStart) this.#newLine();
    this.#blank = false;
  }

  #onLine(text: string): void {
    this.#ownLine();
    this.#push(text);
    this.#newLine();
  }

  #block(name: string, closes: boolean): void {
    this.#ownLine();
    if (name === 'tr') this.#cells = 0;
    if (name === 'pre') this.#pre = Math.max(0, this.#pre + (closes ? -1 : 1));
    if (name !== 'ol' && name !== 'ul') return;
    if (closes) this.#lists.pop();
    else this.#lists.push(name === 'ol' ? 0 : null);
  }

  #item(closes: boolean): void {
    this.#ownLine();
    if (closes) return;
    const last = this.#lists.length - 1;
    const number = this.#lists[last] ?? null;
    if (number !== null) this.#lists[last] = number + 1;
    const indent = '   '.repeat(Math.min(Math.max(0, last), 10));
    this.#pieces.push(`${indent}${number === null ? '-' : `${number + 1}.`} `);
  }

  #cell(closes: boolean): void {
    if (closes) return;
    this.#cells += 1;
    if (this.#cells === 1) this.#ownLine();
    else {
      this.#blank = false;
      this.#pieces.push(' | ');
      this.#atStart = false;
    }
  }

  #raise(name: 'sup' | 'sub', closes: boolean): void {
    const open = this.#script;
    if (!closes) {
      if (open) this.#push(name === 'sup' ? '^' : '_');
      else this.#script = { name, from: this.#pieces.length };
      return;
    }
    if (open?.name !== name) return;
    const text = this.#pieces.splice(open.from).join('');
    this.#script = null;
    this.#pieces.push(name === 'sup' ? raised(text) : lowered(text));
  }

  /** A link's address follows its text, where it is another. */
  #anchor(tag: string, closes: boolean): void {
    if (!closes) {
      this.#link = { from: this.#pieces.length, address: attribute(tag, 'href') };
      return;
    }
    if (!this.#link) return;
    const { from, address } = this.#link;
    this.#link = null;
    const text = this.#pieces.slice(from).join('').trim();
    if (address !== '' && address !== text) this.#push(`${text === '' ? '' : ' '}(${address})`);
  }
}

function named(address: string): string {
  return address === '' ? '' : `[${address}]`;
}

function attribute(tag: string, name: string): string {
  const source = tag.slice(Math.max(0, tag.search(new RegExp(`\\s${name}=`, 'i')))).trim();
  const [, double, single, plain] =
    /^[a-z]+=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i.exec(source) ?? [];
  return decodeEntities(double ?? single ?? plain ?? '');
}
