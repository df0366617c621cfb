/** What tests of homes that sync as one device change in them: the first card's answer, and when. */
import { change, rows } from '../cli/homes.ts';

const CARD = '(SELECT min(id) FROM cards)';

export const clocks = { first: '2026-03-01T10:00:00Z', second: '2026-03-01T11:00:00Z' };

/** Changes the card, as of `clock`. */
export function edit(home: string, text: string, clock: keyof typeof clocks): void {
  change(home, `UPDATE cards SET answer = '${text}' WHERE id = ${CARD}`);
  change(
    home,
    `UPDATE versions SET updated_at = ${Date.parse(clocks[clock])} WHERE kind = 'cards' AND id = ${CARD}`,
  );
}

export function answers(home: string): Record<string, unknown>[] {
  return rows(home, 'SELECT id, answer FROM cards ORDER BY id');
}

/** Answers of the card, and the versions of it that lost, as text. */
export function whatIsLeft(home: string): string {
  return JSON.stringify([answers(home), rows(home, 'SELECT data FROM conflicts')]);
}
