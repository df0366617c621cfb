import type { Line } from '../text/lines.ts';

/** The index behind a frontmatter between two lines of `---`; 0 where there is none. */
export function frontmatterEnd(lines: readonly Line[]): number {
  if (lines[0]?.text.trimEnd() !== '---') return 0;
  return lines.findIndex(({ text }, index) => index > 0 && text.trimEnd() === '---') + 1;
}
