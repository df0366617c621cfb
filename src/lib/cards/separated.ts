/**
 * Rows of cells with a separator between, as RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180) has them: CSV, and
 * Anki's texts.
 */

export interface Row {
  /** Of the file, from 1. */
  line: number;
  cells: string[];
}

export interface Rows {
  /** Without the blank ones. */
  rows: Row[];
  /** Lines that begin with `#`, where those are comments. */
  comments: Row[];
  /** The line of a quote that is never closed: from there on nothing is read. */
  unclosed: number | null;
}

/**
 * A cell that begins with a quote runs to the closing one, over lines, with quotes doubled; where more follows, the
 * quotes are a part of it. Where `comments`, a line that begins with `#` is one.
 */
export function parseSeparated(
  text: string,
  separator: string,
  { comments = false, rows: most = Number.POSITIVE_INFINITY } = {},
): Rows {
  const found: Rows = { rows: [], comments: [], unclosed: null };
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  let line = 1;
  while (at < text.length && found.rows.length < most) {
    const isComment = comments && text[at] === '#';
    const read = isComment ? comment(text, at) : readRow(text, at, separator);
    if (!read) return { ...found, unclosed: line };
    const [cells, end] = read;
    if (isComment) found.comments.push({ line, cells });
    else if (cells.some((cell) => cell !== '')) found.rows.push({ line, cells });
    line += text.slice(at, end).split('\n').length - 1;
    at = end;
  }
  return found;
}

function comment(text: string, at: number): [cells: string[], end: number] {
  const [cell, end] = bare(text, at, '\n');
  return [[cell], afterLineEnd(text, end)];
}

/** A row's cells, and where the next one begins. Null where a quote is not closed. */
function readRow(
  text: string,
  at: number,
  separator: string,
): [cells: string[], end: number] | null {
  const cells: string[] = [];
  for (let from = at; ; ) {
    const read = readCell(text, from, separator);
    if (!read) return null;
    const [cell, end] = read;
    cells.push(cell);
    if (end >= text.length || text[end] !== separator) return [cells, afterLineEnd(text, end)];
    from = end + 1;
  }
}

function afterLineEnd(text: string, end: number): number {
  return text.startsWith('\r\n', end) ? end + 2 : end + 1;
}

/** Null where its quote is not closed. */
function readCell(text: string, at: number, separator: string): [cell: string, end: number] | null {
  if (text[at] !== '"') return bare(text, at, separator);
  const quoted = /"((?:[^"]|"")*)"(?!")/y;
  quoted.lastIndex = at;
  const [whole, inner = ''] = quoted.exec(text) ?? [];
  if (whole === undefined) return null;
  const [rest, end] = bare(text, at + whole.length, separator);
  return [rest.trim() === '' ? inner.replaceAll('""', '"') + rest : whole + rest, end];
}

function bare(text: string, at: number, separator: string): [cell: string, end: number] {
  let end = at;
  while (end < text.length && text[end] !== separator && text[end] !== '\n') {
    if (text.startsWith('\r\n', end)) break;
    end += 1;
  }
  return [text.slice(at, end), end];
}

/** What `parseSeparated` reads back, cell by cell, but for rows of empty cells. Ends in `eol`. */
export function printSeparated(
  rows: readonly (readonly string[])[],
  separator: string,
  eol: string,
): string {
  const print = (cell: string) =>
    cell.includes(separator) || /^[#\uFEFF]|["\r\n]/.test(cell)
      ? `"${cell.replaceAll('"', '""')}"`
      : cell;
  return rows.map((row) => row.map(print).join(separator) + eol).join('');
}
