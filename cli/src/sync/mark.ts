/**
 * Marks that this home left at the server, by which that tells it from a copy:
 * docs/decisions/055-copied-homes.md.
 */
import { randomUUID } from 'node:crypto';
import type { Home } from '../home/home.ts';
import { type Database, statement } from '../home/sqlite.ts';
import { apply, getState, setState } from '../home/state.ts';

/** Characters: about 1,700 marks, one a round that sent or fetched something. */
const MARKS_KEPT = 65_536;

/**
 * The mark to leave with the next round, stored before it is sent: the same until an answer came.
 */
export function nextMark(home: Home): string {
  const waiting = getState(home.db, 'next_mark');
  if (waiting !== null) return waiting;
  const mark = `${getState(home.db, 'generation') ?? ''}~${randomUUID()}`;
  apply(home.db, () => setState(home.db, 'next_mark', mark));
  return mark;
}

/** Within the caller's transaction. */
export function rememberMark(db: Database, mark: string | null): void {
  if (mark !== null && mark !== getState(db, 'mark')) {
    // Left by a round whose answer was lost, and then by the next (see `NEW_MARK` in src/api/sync/sql.ts).
    const lost = mark.includes(':') ? `${mark.split(':')[0]} ` : '';
    statement(
      db,
      `INSERT INTO sync_state (key, value) VALUES ('marks_left', ?)
       ON CONFLICT (key) DO UPDATE SET value = substr(excluded.value || value, 1, ${MARKS_KEPT})`,
    ).run(`${mark} ${lost}`);
  }
  setState(db, 'mark', mark);
  setState(db, 'next_mark', null);
}

/**
 * After the server was put back to an older copy: what this home leaves from now on tells so, to
 * one that it may be a copy of. Within the caller's transaction.
 */
export function beginGeneration(db: Database): void {
  setState(db, 'generation', randomUUID().slice(0, 8));
}

/**
 * Whether the home that left `mark` never heard of such an older copy that this home has not heard
 * of as well.
 */
export function sameGeneration(db: Database, mark: string | null): boolean {
  return mark === null || mark.split('~')[0] === (getState(db, 'generation') ?? '');
}

/**
 * Whether this home left `mark`, or was that from which it was copied. Null, that nobody left one,
 * it knows.
 */
export function leftHere(db: Database, mark: string | null): boolean {
  if (mark === null) return true;
  const left = getState(db, 'marks_left')?.split(' ') ?? [];
  return [...left, getState(db, 'mark'), getState(db, 'next_mark')].includes(mark);
}
