/**
 * Marks that this home left at the server, by which that tells it from a copy:
 * docs/decisions/055-copied-homes.md.
 */
import { randomUUID } from 'node:crypto';
import { limits } from '../../../../src/lib/limits.ts';
import type { Marks } from '../../../../src/lib/wire/sync.ts';
import type { Home } from '../../home/home.ts';
import { type Database, statement } from '../../home/sqlite.ts';
import { apply, getState, setState } from '../../home/sync-state.ts';

/** Characters: about 1,700 marks, one a round that sent or fetched something. */
const MARKS_KEPT = 65_536;

/** Marks of answered rounds that still may be left, by a request that the network delivers twice. */
const ANSWERED_KEPT = 2;

/**
 * The marks for the next round, stored before it is sent. Each attempt leaves one of its own, so that a copy made while
 * an answer was on its way cannot know it, and names those of earlier attempts: any of them may have reached the server.
 */
export function nextMarks(home: Home): Marks {
  const tried = triedMarks(home.db);
  const last = getState(home.db, 'mark');
  // Too many to tell of: the newest once more. It may then be known to a copy as well.
  if (tried.length > limits.marksTried)
    return { last, tried: tried.slice(0, -1), next: tried.at(-1)! };
  const next = `${getState(home.db, 'generation') ?? ''}~${randomUUID()}`;
  apply(home.db, () => setTried(home.db, [...tried, next]));
  return { last, tried, next };
}

/** Notes the mark that the server has now. Within the caller's transaction. */
export function rememberMark(db: Database, mark: string | null): void {
  const tried = triedMarks(db);
  if (mark === getState(db, 'mark')) {
    setTried(db, tried.slice(-ANSWERED_KEPT));
    return;
  }
  // An older copy of the server may have one of a round whose answer was lost.
  const left = new Set([...(mark === null ? [] : [mark]), ...tried.toReversed()]);
  statement(
    db,
    `INSERT INTO sync_state (key, value) VALUES ('marks_left', ?)
     ON CONFLICT (key) DO UPDATE SET value = substr(excluded.value || value, 1, ${MARKS_KEPT})`,
  ).run([...left].map((one) => `${one} `).join(''));
  setState(db, 'mark', mark);
  setTried(db, []);
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
  return [...left, getState(db, 'mark'), ...triedMarks(db)].includes(mark);
}

/** Of rounds since the last that left one, the oldest first. */
function triedMarks(db: Database): string[] {
  return getState(db, 'marks_tried')?.split(' ') ?? [];
}

function setTried(db: Database, marks: readonly string[]): void {
  setState(db, 'marks_tried', marks.length > 0 ? marks.join(' ') : null);
}
