/** A text as lines that can be put together again byte for byte. */

export interface Line {
  text: string;
  /** What ends it: `\n`, `\r\n`, or nothing at the end of the file. */
  eol: string;
  /** From 1. */
  number: number;
}

export function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  while (start <= text.length) {
    const feed = text.indexOf('\n', start);
    const end = feed === -1 ? text.length : feed;
    const eol = feed === -1 ? '' : text[feed - 1] === '\r' && feed > start ? '\r\n' : '\n';
    const stop = eol === '\r\n' ? end - 1 : end;
    lines.push({ text: text.slice(start, stop), eol, number: lines.length + 1 });
    start = feed === -1 ? text.length + 1 : feed + 1;
  }
  return lines;
}

export function joinLines(lines: readonly Line[]): string {
  return lines.map((line) => line.text + line.eol).join('');
}

/** `lines` with the line at `index` replaced by `text`. */
export function replaceLine(lines: readonly Line[], index: number, text: string): Line[] {
  return lines.map((line, at) => (at === index ? { ...line, text } : line));
}

/** `lines` with a line of `text` put before the one at `index`, ended as its neighbour is. */
export function insertLine(lines: readonly Line[], index: number, text: string): Line[] {
  const before = lines[index - 1];
  const eol = before?.eol || lines[0]?.eol || '\n';
  const head = lines.slice(0, index);
  if (before && before.eol === '') head[index - 1] = { ...before, eol };
  const last = before?.eol === '';
  return [...head, { text, eol: last ? '' : eol, number: index + 1 }, ...lines.slice(index)];
}

const fence = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/;

/**
 * The indexes, from `from` on, of lines inside code fences and HTML comments: text, whatever they look like. An
 * unclosed one is none.
 */
export function opaqueLines(lines: readonly Line[], from: number): Set<number> {
  const opaque = new Set<number>();
  // What is not closed below one line is not below a later one: nothing is looked for twice.
  const unclosed = new Set<string>();
  for (let index = from; index < lines.length; index += 1) {
    const closing = closingOf(lines[index]?.text ?? '');
    if (!closing || unclosed.has(closing.mark)) continue;
    let end = index + closing.after;
    while (end < lines.length && !closing.is(lines[end]?.text ?? '')) end += 1;
    if (end === lines.length) {
      unclosed.add(closing.mark);
      continue;
    }
    for (let at = index; at <= end; at += 1) opaque.add(at);
    index = end;
  }
  return opaque;
}

interface Closing {
  /** What opens the block. */
  mark: string;
  /** How many lines later it is closed at the earliest. */
  after: number;
  is: (text: string) => boolean;
}

/** How the block that `text` opens is closed; null where it opens none. */
function closingOf(text: string): Closing | null {
  const mark = fence.exec(text)?.[1];
  if (mark) {
    const close = new RegExp(`^ {0,3}\\${mark[0]}{${mark.length},}[ \\t]*$`);
    return { mark, after: 1, is: (line) => close.test(line) };
  }
  return /^ {0,3}<!--/.test(text)
    ? { mark: '<!--', after: 0, is: (line) => line.includes('-->') }
    : null;
}
