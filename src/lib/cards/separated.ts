/**
 * Rows of cells with a separator between, as RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180) has them: CSV, and
 * Anki's texts.
 */
import { invalidCards } from './card.ts';

export interface Row {
  /** Of the file, from 1. */
  line: number;
  cells: string[];
}

/**
 * Rows, without the blank ones. A cell that begins with a quote runs to the closing one, over lines, with quotes
 * doubled. Where `comments`, a line that begins with `#` is none. Throws `cards_file_invalid` on a quote that is not
 * closed.
 */
export function parseSeparated(
  text: string,
  separator: string,
  { comments = false }: { comments?: boolean } = {},
): Row[] {
  const rows: Row[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  let line = 1;
  while (at < text.length) {
    const row: Row = { line, cells: [] };
    const isComment = comments && text[at] === '#';
    for (let more = true; more; ) {
      const [cell, end] = isComment
        ? bare(text, at, '\n')
        : readCell(text, at, separator, row.line);
      row.cells.push(cell);
      more = text[end] === separator;
      line += text.slice(at, end + 1).split('\n').length - 1;
      at = text.startsWith('\r\n', end) ? end + 2 : end + 1;
      if (text.startsWith('\r\n', end)) line += 1;
    }
    if (!isComment && row.cells.some((cell) => cell !== '')) rows.push(row);
  }
  return rows;
}

function readCell(
  text: string,
  at: number,
  separator: string,
  line: number,
): [cell: string, end: number] {
  if (text[at] !== '"') return bare(text, at, separator);
  const quoted = /"((?:[^"]|"")*)"(?!")/y;
  quoted.lastIndex = at;
  const [whole, inner = ''] = quoted.exec(text) ?? [];
  if (whole === undefined) {
    throw invalidCards(line, 'a quote is not closed.', 'Close it, and double those inside a cell.');
  }
  const [rest, end] = bare(text, at + whole.length, separator);
  return [inner.replaceAll('""', '"') + rest, end];
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
