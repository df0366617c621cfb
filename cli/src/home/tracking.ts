/**
 * Changes of records, as the home's triggers see them: a trigger notes for sync whatever anybody
 * changes, unless the transaction says that it is not the learner's change.
 */
import { type Database, transaction } from './sqlite.ts';
import { flag, number, setState } from './sync-state.ts';

/** Rows that exist within a transaction alone. */
const withinTransaction = { now: number('now'), applying: flag('applying') };

/** A transaction of the learner's changes, made at `now` (Unix ms): triggers note each for sync. */
export function trackedChange<T>(db: Database, now: number, work: () => T): T {
  return transaction(db, () => {
    setState(db, withinTransaction.now, now);
    const result = work();
    setState(db, withinTransaction.now, null);
    return result;
  });
}

/** A transaction of others' changes, or of what sync notes by itself: triggers note nothing. */
export function untrackedChange<T>(db: Database, work: () => T): T {
  return transaction(db, () => {
    setState(db, withinTransaction.applying, true);
    const result = work();
    setState(db, withinTransaction.applying, false);
    return result;
  });
}
