/** What importing a file left out or guessed, by line. */
import type { LeftOut } from '../../../src/lib/cards/deck.ts';
import { SamediError } from '../../../src/lib/errors.ts';
import { countText } from '../../../src/lib/text/format.ts';
import type { Remark } from '../../../src/lib/text/remark.ts';
import type { Output } from './output.ts';

/** Of either, so many are shown one by one. */
const SHOWN = 50;

export function sayRemarks(
  out: Output,
  file: string,
  { left = [], noted }: { left?: readonly Remark[]; noted: readonly Remark[] },
): void {
  for (const line of linesOf(noted)) out.note(`${file}, ${line}`);
  for (const line of linesOf(left)) out.warn(`${file}, left out: ${line}`);
}

/** Throws `cards_file_invalid` where something would be left out; all of it is named. */
export function requireWhole(file: string, left: readonly LeftOut[], others: number): void {
  const [first] = left;
  if (!first) return;
  const message =
    left.length === 1
      ? `${file}, ${linesOf(left)[0]}`
      : [`${file}, ${left.length} faults, and nothing was imported:`, ...linesOf(left)].join(
          '\n  ',
        );
  const skip = others === 0 ? [] : [`With --skip, ${countText(others, 'card')} can be read.`];
  throw new SamediError('cards_file_invalid', message, { next: [first.next, ...skip].join(' ') });
}

function linesOf(remarks: readonly Remark[]): string[] {
  const byLine = [...remarks].sort((a, b) => a.line - b.line);
  const shown = byLine.slice(0, SHOWN).map(({ line, text }) => `line ${line}: ${text}`);
  const more = remarks.length - shown.length;
  return more > 0 ? [...shown, `and ${more} more`] : shown;
}
