/** The text of the HTML that Anki's editor makes. */

const entities = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
]);

/** Line breaks and blocks become line breaks; other tags go, and what they held stays. */
export function htmlText(html: string): string {
  const parts: string[] = [];
  let afterBlock = false;
  for (const { text, tag } of partsOf(html.replace(/\r?\n/g, ' '))) {
    const block = isBlock(tag);
    // Between two blocks is one line break, and no blanks of the markup.
    const between = afterBlock && block && !tag.startsWith('</') && text.trim() === '';
    if (afterBlock && !between) parts.push('\n');
    if (!between) parts.push(text);
    afterBlock = block && tag.startsWith('</');
    if (!afterBlock) parts.push(shownOf(tag, block));
  }
  return parts
    .join('')
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{1,10}));/gi, decoded)
    .trim();
}

interface Part {
  text: string;
  /** What follows the text, as `<br>`; empty at the end. */
  tag: string;
}

/** A `<` that is never closed, or begins no tag, is text. */
function partsOf(html: string): Part[] {
  const parts: Part[] = [];
  let start = 0;
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', at + 1)) {
    if (!/[a-z]/i.test(html[at + 1] === '/' ? (html[at + 2] ?? '') : (html[at + 1] ?? '')))
      continue;
    const end = html.indexOf('>', at);
    if (end === -1) break;
    parts.push({ text: html.slice(start, at), tag: html.slice(at, end + 1) });
    start = end + 1;
    at = end;
  }
  return [...parts, { text: html.slice(start), tag: '' }];
}

function isBlock(tag: string): boolean {
  return /^<\/?(?:div|p|li|tr)\b/i.test(tag);
}

function shownOf(tag: string, block: boolean): string {
  if (block || /^<br\s*\/?>$/i.test(tag)) return '\n';
  const source = /^<img\b/i.test(tag) ? tag.slice(tag.search(/\bsrc=/i)) : '';
  const [, address] = /^src=["']?([^"'\s>]+)/i.exec(source) ?? [];
  return address === undefined ? '' : `[${address}]`;
}

function decoded(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return entities.get(name.toLowerCase()) ?? whole;
  const code = decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}
