/** The home's few single values, and transactions that the change tracking knows about. */
import { type Database, statement } from './sqlite.ts';

type Key =
  | 'device_id'
  | 'user_id'
  | 'endpoint'
  | 'epoch'
  | 'cursor'
  | 'common'
  | 'mark'
  | 'marks_tried'
  | 'marks_left'
  | 'generation'
  | 'parting_key'
  | 'parted_from'
  | 'parted_at'
  | 'settings'
  | 'last_sync_at'
  | 'last_error'
  | 'last_error_at'
  | 'clock_behind_minutes'
  | 'failures'
  | 'next_sync_at'
  | 'pull_again'
  | 'offer_conflicts'
  | 'last_backup_day'
  | 'next_backup_at'
  | 'backup_error'
  | 'now'
  | 'applying';

export function getState(db: Database, key: Key): string | null {
  const row = statement(db, 'SELECT value FROM sync_state WHERE key = ?').get(key);
  return row ? String(row['value']) : null;
}

/** Null takes the value away. */
export function setState(db: Database, key: Key, value: string | number | null): void {
  if (value === null) statement(db, 'DELETE FROM sync_state WHERE key = ?').run(key);
  else
    statement(db, 'INSERT OR REPLACE INTO sync_state (key, value) VALUES (?, ?)').run(
      key,
      String(value),
    );
}

/** The head up to which this home has everything; 0 where it never synced. */
export function cursorOf(db: Database): number {
  return Number(getState(db, 'cursor') ?? 0);
}

/** Runs `work` as one transaction: all of it is stored, or nothing. */
export function transaction<T>(db: Database, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    rollBack(db);
    throw error;
  }
}

/** A transaction of the learner's changes, made at `now` (Unix ms): triggers note each for sync. */
export function change<T>(db: Database, now: number, work: () => T): T {
  return transaction(db, () => {
    setState(db, 'now', now);
    const result = work();
    setState(db, 'now', null);
    return result;
  });
}

/** A transaction of changes that came from elsewhere, or that sync notes by itself. */
export function apply<T>(db: Database, work: () => T): T {
  return transaction(db, () => {
    setState(db, 'applying', 1);
    const result = work();
    setState(db, 'applying', null);
    return result;
  });
}

function rollBack(db: Database): void {
  try {
    db.exec('ROLLBACK');
  } catch {
    // After some errors, such as a full disk, SQLite has done it already; the first error is the one to show.
  }
}
