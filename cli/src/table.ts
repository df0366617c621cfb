/** Rows in columns, for terminals. */

/** Each row's cells padded to the widest; the last one is left as it is. Two spaces between. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, width(cell));
    });
  }
  return rows.map((row) =>
    row
      .map((cell, i) =>
        i === row.length - 1 ? cell : cell + ' '.repeat((widths[i] ?? 0) - width(cell)),
      )
      .join('  '),
  );
}

/** Characters as people count them. */
function width(text: string): number {
  return [...new Intl.Segmenter('en').segment(text)].length;
}
