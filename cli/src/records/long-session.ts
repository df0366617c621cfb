/** Sessions that somebody forgot to stop, most likely. */
import type { SessionData } from '../../../src/lib/wire/records.ts';
import type { Output } from '../terminal/output.ts';

/** Longer than people learn at a stretch. */
export const LONG_MINUTES = 12 * 60;

/** Names the way to correct it; it is kept as it was given. */
export function hintIfLong(out: Output, { id, minutes }: SessionData & { id: string }): void {
  if ((minutes ?? 0) <= LONG_MINUTES) return;
  out.note(`That is long. If it ended earlier: samedi session edit ${id.slice(0, 8)} --to TIME`);
}
