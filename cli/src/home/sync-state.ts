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

/** Words without spaces in them. */
const words = (key: string): StateValue<readonly string[]> => ({
  key,
  read: (stored) => stored?.split(' ').filter(Boolean) ?? [],
  write: (value) => (value.length === 0 ? null : value.join(' ')),
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
  /** After a rollback of the server: the sequence number up to which both histories are one. */
  common: number('common'),
  /** Whether the next sync fetches everything once more, as after an upgrade of the home. */
  fetchAgain: flag('pull_again'),
};

/** What else the server has heard of. */
export const told = {
  /** The learner's settings, as JSON. */
  settings: text('settings'),
  /** After a rollback: the id of the last open conflict that was offered; null once all were. */
  conflictsUpTo: text('offer_conflicts'),
};

/** Marks by which the server tells this home from a copy of it. */
export const copyMarks = {
  /** The server's, when this home last heard from it. */
  last: text('mark'),
  /** Of rounds that no answer came to, the oldest first. */
  tried: words('marks_tried'),
  /** All that this home may ever have left, the newest first. */
  left: words('marks_left'),
  /** Begins each mark; another one after each rollback of the server that this home heard of. */
  generation: text('generation'),
};

/** A copy of a home, on its way to be a device of its own. */
export const parting = {
  /** The original's device, and the key under which the copy asks for a device of its own. */
  request: words('parting_key'),
  /** The original's device, until the copy has fetched everything; null where no copy parts. */
  original: text('parted_from'),
  /** The copy's cursor when it parted. */
  cursor: number('parted_at'),
  /** Whether the server was rolled back since original and copy were one home. */
  afterRollback: flag('parted_after_rollback'),
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
