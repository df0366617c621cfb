/**
 * Markdown within a line, as learners write it: emphasis, `code`, [links](…), <links> and bare ones. It is read into
 * nodes, never into HTML, so markup in it is text like any other, and only addresses of the web and of mail become links.
 */

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'emphasis'; children: Inline[] }
  | { kind: 'strong'; children: Inline[] }
  | { kind: 'link'; href: string; children: Inline[] };

/** Longer texts are shown as they are: finding pairs takes time that grows with the square of the length. */
const LONGEST = 4_000;
const DEEPEST = 8;

const escaped = /\\([!-/:-@[-`{-~])/y;
const code = /(`+)(?!`)(.*?[^`])\1(?!`)/sy;
const autolink = /<((?:https?:\/\/|mailto:)[^\s<>]+)>/iy;
const bareLink = /https?:\/\/[^\s<>"'`*\\]+/iy;
const link =
  /!?\[((?:[^[\]\\]|\\.|\[[^[\]]*\])*)\]\(\s*<?((?:[^\s()<>\\]|\\.|\([^\s()]*\))+)>?(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)/sy;
const strong = /(\*\*|__)(?=\S)(.+?)(?<=\S)\1/sy;
const emphasis = /([*_])(?=[^\s*_])(.+?)(?<=[^\s*_])\1(?!\1)/sy;
const wordBefore = /[\p{L}\p{N}]$/u;
const wordAfter = /^[\p{L}\p{N}]/u;

export function readInline(text: string): Inline[] {
  return text.length > LONGEST ? [{ kind: 'text', text }] : read(text, 0, false);
}

/** Its words alone, for where there is no emphasis: a terminal's plain text. A link is its label. */
export function plainInline(text: string): string {
  return wordsOf(readInline(text));
}

function wordsOf(nodes: readonly Inline[]): string {
  return nodes.map((node) => ('text' in node ? node.text : wordsOf(node.children))).join('');
}

function read(source: string, depth: number, inLink: boolean): Inline[] {
  const nodes: Inline[] = [];
  let plain = '';
  let at = 0;
  while (at < source.length) {
    const found = depth < DEEPEST ? nodeAt(source, at, depth, inLink) : null;
    if (found === null) {
      plain += source[at];
      at += 1;
    } else {
      if ('plain' in found) plain += found.plain;
      else {
        if (plain) nodes.push({ kind: 'text', text: plain });
        nodes.push(found.node);
        plain = '';
      }
      at = found.end;
    }
  }
  if (plain) nodes.push({ kind: 'text', text: plain });
  return nodes;
}

type Found = { end: number } & ({ node: Inline } | { plain: string });

function nodeAt(source: string, at: number, depth: number, inLink: boolean): Found | null {
  switch (source[at]) {
    case '\\': {
      const [whole, character] = matchAt(escaped, source, at);
      return whole && character ? { plain: character, end: at + whole.length } : null;
    }
    case '`': {
      const [whole, fence, text] = matchAt(code, source, at);
      if (whole && text)
        return { node: { kind: 'code', text: text.trim() }, end: at + whole.length };
      const run = fence ?? /`+/.exec(source.slice(at))![0];
      return { plain: run, end: at + run.length };
    }
    case '*':
    case '_':
      return emphasisAt(source, at, depth, inLink);
    case '!':
    case '[':
    case '<':
    case 'h':
    case 'H':
      return inLink ? null : linkAt(source, at, depth);
    default:
      return null;
  }
}

function emphasisAt(source: string, at: number, depth: number, inLink: boolean): Found | null {
  for (const [kind, pattern] of [
    ['strong', strong],
    ['emphasis', emphasis],
  ] as const) {
    const [whole, mark, text] = matchAt(pattern, source, at);
    if (!whole || !text) continue;
    const end = at + whole.length;
    // snake_case is a word.
    const within =
      mark?.startsWith('_') &&
      (wordBefore.test(source.slice(0, at)) || wordAfter.test(source.slice(end)));
    if (!within) return { node: { kind, children: read(text, depth + 1, inLink) }, end };
  }
  return null;
}

function linkAt(source: string, at: number, depth: number): Found | null {
  const [labelled, label, target] = matchAt(link, source, at);
  const href = target && safeHref(target.replace(/\\(.)/g, '$1'));
  if (labelled && href) {
    const children = read(label || target, depth + 1, true);
    return { node: { kind: 'link', href, children }, end: at + labelled.length };
  }
  const [angled, inAngles] = matchAt(autolink, source, at);
  if (angled && inAngles) return linkTo(inAngles, at + angled.length);
  const [bare] = matchAt(bareLink, source, at);
  if (!bare || wordBefore.test(source.slice(0, at))) return null;
  const address = withoutSentenceEnd(bare);
  return linkTo(address, at + address.length);
}

function linkTo(address: string, end: number): Found | null {
  const href = safeHref(address);
  const text = address.replace(/^mailto:/i, '');
  return href ? { node: { kind: 'link', href, children: [{ kind: 'text', text }] }, end } : null;
}

/** An address in running text ends before the punctuation of its sentence, and before a bracket that it did not open. */
function withoutSentenceEnd(address: string): string {
  let text = address;
  for (;;) {
    const unopened = text.endsWith(')') && text.split('(').length < text.split(')').length;
    const shorter = unopened ? text.slice(0, -1) : text.replace(/[.,;:!?\]]$/, '');
    if (shorter === text) return text;
    text = shorter;
  }
}

/** `text` as an absolute address of the web or of mail; null for all else, as `javascript:`. */
export function safeHref(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const { protocol, href } = new URL(text);
  return ['http:', 'https:', 'mailto:'].includes(protocol) ? href : null;
}

function matchAt(pattern: RegExp, source: string, at: number): string[] {
  pattern.lastIndex = at;
  return pattern.exec(source) ?? [];
}
