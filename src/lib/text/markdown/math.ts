/** TeX, which stays as it is written: nothing within it is a mark, and its backslashes are its own. */
import type { StateBlock, StateInline } from 'markdown-it';

interface Delimiter {
  open: string;
  close: string;
  /** Whether what is found there closes it; always where left out. */
  closes?: (source: string, at: number) => boolean;
}

const dollar: Delimiter = {
  open: '$',
  close: '$',
  // As Pandoc has it: "$5 and $10" is no math.
  closes: (source, at) => /[^\s\\]/.test(source[at - 1] ?? ' ') && !/\d/.test(source[at + 1] ?? ''),
};
const inlines: readonly Delimiter[] = [
  { open: '$$', close: '$$' },
  dollar,
  { open: '\\(', close: '\\)' },
  { open: '\\[', close: '\\]' },
];

export function mathInline(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state;
  const found = inlines.find(({ open }) => src.startsWith(open, pos));
  if (!found || (found === dollar && /\s/.test(src[pos + 1] ?? ' '))) return false;
  const close = closeAfter(state, found, pos + found.open.length);
  const end = close + found.close.length;
  if (close <= pos + found.open.length || end > state.posMax) return false;
  if (!silent) state.push('math', '', 0).content = src.slice(pos, end);
  state.pos = end;
  return true;
}

/** Per text and delimiter: from where one was looked for, and where it was found. */
const searches = new WeakMap<StateInline, Map<Delimiter, { from: number; at: number }>>();

/** Infinity where there is none. What was found from an earlier place is not looked for again: time stays linear. */
function closeAfter(state: StateInline, delimiter: Delimiter, from: number): number {
  const known = searches.get(state) ?? new Map<Delimiter, { from: number; at: number }>();
  searches.set(state, known);
  const last = known.get(delimiter);
  if (last && last.from <= from && from <= last.at) return last.at;
  const at = search(state.src, delimiter, from);
  known.set(delimiter, { from, at });
  return at;
}

function search(source: string, { close, closes }: Delimiter, from: number): number {
  let at = source.indexOf(close, from);
  while (at !== -1 && closes?.(source, at) === false) at = source.indexOf(close, at + 1);
  return at === -1 ? Number.POSITIVE_INFINITY : at;
}

/** `$$` or `\[` at the start of a line, and its end at the end of one. Blank lines and marks within are its own. */
export function mathBlock(state: StateBlock, start: number, end: number, silent: boolean): boolean {
  const first = lineOf(state, start);
  const [open, close] = first.startsWith('$$') ? ['$$', '$$'] : ['\\[', '\\]'];
  if (!first.startsWith(open) || (state.sCount[start] ?? 0) - state.blkIndent >= 4) return false;
  const closed = first.length >= 4 && first.endsWith(close);
  const last = closed ? start : lastLine(state, close, start + 1, end);
  if (last === end) return false;
  if (silent) return true;
  const token = state.push('math_block', '', 0);
  token.content = state.getLines(start, last + 1, state.blkIndent, false).trim();
  state.line = last + 1;
  return true;
}

const lastLines = new WeakMap<
  StateBlock,
  Map<string, { from: number; at: number; last: number }>
>();

/** `end` where the block that is around ends before; looked for once, as above. */
function lastLine(state: StateBlock, close: string, from: number, end: number): number {
  const known =
    lastLines.get(state) ?? new Map<string, { from: number; at: number; last: number }>();
  lastLines.set(state, known);
  const key = `${close} ${state.blkIndent} ${end}`;
  const earlier = known.get(key);
  if (earlier && earlier.from <= from && from <= earlier.at) return earlier.last;
  let at = from;
  while (at < end && isWithin(state, at) && !lineOf(state, at).endsWith(close)) at += 1;
  const last = at < end && isWithin(state, at) ? at : end;
  known.set(key, { from, at, last });
  return last;
}

function isWithin(state: StateBlock, line: number): boolean {
  return state.isEmpty(line) || (state.sCount[line] ?? 0) >= state.blkIndent;
}

function lineOf({ src, bMarks, tShift, eMarks }: StateBlock, line: number): string {
  return src.slice((bMarks[line] ?? 0) + (tShift[line] ?? 0), eMarks[line]).trimEnd();
}
