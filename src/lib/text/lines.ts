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

const opener = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,}|<!--)/;
const closer = /^ {0,3}(`{3,}|~{3,})[ \t]*$/;

/**
 * The indexes, from `from` on, of lines inside code fences and HTML comments: text, whatever they look like. An
 * unclosed one is none. Where a line has something before its text, `textOf` says what that is; it may open one, and is
 * not inside.
 */
export function opaqueLines(
  lines: readonly Line[],
  from: number,
  textOf: (text: string) => string = (text) => text,
): Set<number> {
  const opaque = new Set<number>();
  const closings = closingsFrom(lines);
  for (let index = from; index < lines.length; index += 1) {
    const whole = lines[index]?.text ?? '';
    const text = textOf(whole);
    const mark = opener.exec(text)?.[1];
    if (mark === undefined) continue;
    const kind = kindOf(mark);
    // A comment may close on the line that opens it.
    let end = kind === 'comment' ? index : index + 1;
    // Only what is closed is looked for, so that no line is looked at twice.
    if ((closings[end]?.[kind] ?? 0) < mark.length) continue;
    while (closingOf(lines[end], kind) < mark.length) end += 1;
    for (let at = text === whole ? index : index + 1; at <= end; at += 1) opaque.add(at);
    index = end;
  }
  return opaque;
}

const kinds = ['ticks', 'tildes', 'comment'] as const;
type Kind = (typeof kinds)[number];

function kindOf(mark: string): Kind {
  return mark.startsWith('`') ? 'ticks' : mark.startsWith('~') ? 'tildes' : 'comment';
}

/** Whether a line of such a text could open or close a fence or a comment. */
export function isFence(text: string): boolean {
  return opener.test(text) || closer.test(text);
}

/** The length of what the line closes of a kind; 0 where it closes nothing of it. */
function closingOf(line: Line | undefined, kind: Kind): number {
  const text = line?.text ?? '';
  if (kind === 'comment') return text.includes('-->') ? '<!--'.length : 0;
  const mark = closer.exec(text)?.[1] ?? '';
  return mark !== '' && kindOf(mark) === kind ? mark.length : 0;
}

/** For each line, the longest closing of each kind on it or below. */
function closingsFrom(lines: readonly Line[]): Record<Kind, number>[] {
  const found = new Array<Record<Kind, number>>(lines.length);
  let below: Record<Kind, number> = { ticks: 0, tildes: 0, comment: 0 };
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    const longest = (kind: Kind) => Math.max(below[kind], closingOf(lines[index], kind));
    if (kinds.some((kind) => longest(kind) > below[kind])) {
      below = { ticks: longest('ticks'), tildes: longest('tildes'), comment: longest('comment') };
    }
    found[index] = below;
  }
  return found;
}
