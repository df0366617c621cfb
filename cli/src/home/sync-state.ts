/**
 * The home's single values, each stored as a text in the table `sync_state`: its key and its type
 * are declared here, and nowhere else. (Triggers read `device_id` and `cursor`, too.)
 */
import { value } from './rows.ts';
import { type Database, statement } from './sqlite.ts';

export interface StateValue<T> {
  key: string;
  /** The text is null where nothing is stored. */
  read(text: string | null): T;
  /** Null where nothing is to be stored. */
  write(value: T): string | null;
}

const text = (key: string): StateValue<string | null> => ({
  key,
  read: (stored) => stored,
  write: (value) => value,
});

export const number = (key: string): StateValue<number | null> => ({
  key,
  read: (stored) => (stored === null ? null : Number(stored)),
  write: (value) => (value === null ? null : String(value)),
});

/** A number that is 0 where nothing is stored. */
const count = (key: string): StateValue<number> => ({
  key,
  read: (stored) => Number(stored ?? 0),
  write: String,
});

export const flag = (key: string): StateValue<boolean> => ({
  key,
  read: (stored) => stored !== null,
  write: (value) => (value ? '1' : null),
});

/** Who this home is. */
export const identity = {
  /** The author of what is changed here; before the first sign-in a name of the home's own. */
  deviceId: { ...text('device_id'), read: (stored) => stored ?? '' } as StateValue<string>,
  /** Null before the first sign-in. */
  userId: text('user_id'),
  endpoint: text('endpoint'),
};

/** How far this home has come in the history of the server. */
export const serverHistory = {
  /** Names the history; null before the first sync. */
  epoch: text('epoch'),
  /** The sequence number up to which this home has everything; 0 before the first sync. */
  cursor: count('cursor'),
  /** Head and digest of the last answer, as `12 345`: by them the server sees that it was not put back since. */
  known: text('known_head'),
  /** What stayed different after all was exchanged, as both digests: it is not exchanged again for that. */
  difference: text('difference'),
};

/** What else the server has heard of. */
export const told = {
  /** The learner's settings, as JSON. */
  settings: text('settings'),
  /** After a rollback: the id of the last open conflict that was offered; null once all were. */
  conflictsUpTo: text('offer_conflicts'),
};

/** How syncs went, and when the next one is due. Times are Unix ms. */
export const syncRuns = {
  lastAt: number('last_sync_at'),
  /** Null after a success. */
  lastError: text('last_error'),
  lastErrorAt: number('last_error_at'),
  /** In a row. */
  failures: count('failures'),
  nextAt: number('next_sync_at'),
  /** How far the clock here is behind the server's; below 0 ahead of it, null where it is right. */
  clockBehindMinutes: number('clock_behind_minutes'),
};

/** How backups that make themselves went, and when the next try is due (Unix ms). */
export const backupRuns = {
  lastDay: text('last_backup_day'),
  nextAt: number('next_backup_at'),
  /** Null after a success. */
  lastError: text('backup_error'),
};

export function getState<T>(db: Database, { key, read }: StateValue<T>): T {
  return read(value<string>(db, 'SELECT value FROM sync_state WHERE key = ?', key));
}

export function setState<T>(db: Database, { key, write }: StateValue<T>, value: NoInfer<T>): void {
  const stored = write(value);
  if (stored === null) statement(db, 'DELETE FROM sync_state WHERE key = ?').run(key);
  else
    statement(db, 'INSERT OR REPLACE INTO sync_state (key, value) VALUES (?, ?)').run(key, stored);
}

/** The sequence number up to which this home has everything; 0 where it never synced. */
export function cursorOf(db: Database): number {
  return getState(db, serverHistory.cursor);
}
