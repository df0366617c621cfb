/**
 * The marks that a home leaves at the server, one a round. By the last of them the server tells a
 * device's home from a copy of it: docs/decisions/055-copied-homes.md.
 */
import { randomUUID } from 'node:crypto';
import { limits } from '../../../../src/lib/limits.ts';
import type { Marks } from '../../../../src/lib/wire/sync.ts';
import type { Home } from '../../home/home.ts';
import type { Database } from '../../home/sqlite.ts';
import { copyMarks, getState, setState } from '../../home/sync-state.ts';
import { untrackedChange } from '../../home/tracking.ts';

/** How many of its marks a home remembers. Each round that sent or fetched something left one. */
const LEFT_KEPT = 1_700;

/** How many answered attempts a home still names: the network may deliver a request twice. */
const ANSWERED_KEPT = 2;

/**
 * The marks for the next attempt. The home stores `next` before it sends it, so it knows the mark
 * even if the answer is lost. A copy that was made meanwhile does not: its own attempt has another.
 */
export function nextMarks({ db }: Home): Marks {
  const last = getState(db, copyMarks.last);
  const tried = [...getState(db, copyMarks.tried)];
  // The request has room for no more. The newest is sent once more, and a copy may know it as well.
  if (tried.length > limits.marksTried) return { last, next: tried.pop()!, tried };
  const next = `${getState(db, copyMarks.generation) ?? ''}~${randomUUID()}`;
  untrackedChange(db, () => setState(db, copyMarks.tried, [...tried, next]));
  return { last, tried, next };
}

/** Stores the mark that an answer says the server has now. Within the caller's transaction. */
export function rememberMark(db: Database, mark: string | null): void {
  const tried = getState(db, copyMarks.tried);
  if (mark === getState(db, copyMarks.last)) {
    setState(db, copyMarks.tried, tried.slice(-ANSWERED_KEPT));
    return;
  }
  // An attempt without an answer may have left its mark, too, and a rolled-back server may show it.
  const left = new Set([...(mark === null ? [] : [mark]), ...tried.toReversed()]);
  const before = getState(db, copyMarks.left);
  setState(db, copyMarks.left, [...left, ...before].slice(0, LEFT_KEPT));
  setState(db, copyMarks.last, mark);
  setState(db, copyMarks.tried, []);
}

/** Whether this home left `mark`, or its original did before it was copied. Null is nobody's. */
export function isOwnMark(db: Database, mark: string | null): boolean {
  if (mark === null || mark === getState(db, copyMarks.last)) return true;
  const { tried, left } = copyMarks;
  return getState(db, left).includes(mark) || getState(db, tried).includes(mark);
}

/**
 * Notes that this home heard of a rollback of the server: its marks begin with another generation
 * from now on, which tells a copy of the rollback. Within the caller's transaction.
 */
export function beginGeneration(db: Database): void {
  setState(db, copyMarks.generation, randomUUID().slice(0, 8));
}

/** Whether the home that left `mark` has heard of no rollback of which this home has not heard. */
export function sameGeneration(db: Database, mark: string | null): boolean {
  return mark === null || mark.split('~')[0] === (getState(db, copyMarks.generation) ?? '');
}

/** All that shows a home to be the device's, and no copy. */
export interface HomeMarks {
  last: string | null;
  tried: readonly string[];
  left: readonly string[];
}

export function homeMarks(db: Database): HomeMarks {
  return {
    last: getState(db, copyMarks.last),
    tried: getState(db, copyMarks.tried),
    left: getState(db, copyMarks.left),
  };
}

/** Gives the home these marks; null takes all of them away. Within the caller's transaction. */
export function setHomeMarks(db: Database, marks: HomeMarks | null): void {
  setState(db, copyMarks.last, marks?.last ?? null);
  setState(db, copyMarks.tried, marks?.tried ?? []);
  setState(db, copyMarks.left, marks?.left ?? []);
}
