/** Rows in columns, for terminals. */
import widthOf from 'fast-string-truncated-width';

/** Of a row's last cell at least so much is shown. */
const LAST = 16;

/**
 * Each row's cells padded to the widest, two spaces between. With `limit`, the columns of a terminal, the last cell of
 * a longer row is cut, so that it stays one line; else it is whole.
 */
export function columns(rows: readonly (readonly string[])[], limit?: number): string[] {
  const lines = rows.map((row) => row.map((cell) => cell.replace(/[\r\n\t]+/g, ' ')));
  const widths: number[] = [];
  for (const cells of lines) {
    cells.forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, widthOf(cell).width);
    });
  }
  return lines.map((cells) => {
    const last = cells.at(-1) ?? '';
    const before = cells
      .slice(0, -1)
      .map((cell, i) => `${padded(cell, widths[i] ?? 0)}  `)
      .join('');
    const room = limit === undefined ? undefined : Math.max(LAST, limit - widthOf(before).width);
    return `${before}${cut(last, room)}`.trimEnd();
  });
}

/** By the columns that a terminal gives to each character: two for 日, none for an accent. */
function padded(cell: string, width: number): string {
  return cell + ' '.repeat(width - widthOf(cell).width);
}

/** `text` within `limit` columns, its end shown as cut; whole without a limit. */
export function cut(text: string, limit?: number): string {
  if (limit === undefined) return text;
  const { truncated, index } = widthOf(text, { limit, ellipsis: '…' });
  return truncated ? `${text.slice(0, index)}…` : text;
}
