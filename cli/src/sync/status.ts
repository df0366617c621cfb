/** How sync stands, without asking anyone. */
import { countText } from '../../../src/lib/text/format.ts';
import { type Kind, kinds } from '../../../src/lib/wire/kinds.ts';
import type { Home } from '../home/home.ts';
import type { Database } from '../home/sqlite.ts';
import { getState } from '../home/sync-state.ts';
import { nextSyncAt } from './schedule.ts';

export interface SyncState {
  /** Whether this home was ever signed in. */
  set_up: boolean;
  /** Unix ms; null before the first. */
  last_sync_at: number | null;
  /** Null after a success. */
  last_error: string | null;
  /** When that was, Unix ms. */
  last_error_at: number | null;
  /** How far the clock here was behind the server's; below 0 ahead of it. Null where it is right, within 5 minutes. */
  clock_behind_minutes: number | null;
  /** Changes that wait to be sent. */
  pending: Record<Kind, number>;
  conflicts: number;
  /** When the next round runs by itself, Unix ms; null where none will. */
  next_sync_at: number | null;
}

export function syncState(home: Home): SyncState {
  const { db } = home;
  const numberIn = (key: 'last_sync_at' | 'last_error_at' | 'clock_behind_minutes') => {
    const value = getState(db, key);
    return value === null ? null : Number(value);
  };
  return {
    set_up: getState(db, 'user_id') !== null,
    last_sync_at: numberIn('last_sync_at'),
    last_error: getState(db, 'last_error'),
    last_error_at: numberIn('last_error_at'),
    clock_behind_minutes: numberIn('clock_behind_minutes'),
    pending: pendingChanges(db),
    next_sync_at: nextSyncAt(home),
    conflicts: Number(
      db.prepare('SELECT count(*) AS count FROM conflicts WHERE dropped = 0').get()?.['count'],
    ),
  };
}

/** How many changes wait to be sent, by kind; with `all`, how many records there are, deleted ones included. */
export function pendingChanges(db: Database, { all = false } = {}): Record<Kind, number> {
  const pending: Record<Kind, number> = { plans: 0, sessions: 0, reviews: 0, cards: 0 };
  const rows = db
    .prepare(
      `SELECT kind, count(*) AS count FROM versions ${all ? '' : 'WHERE dirty = 1'} GROUP BY kind`,
    )
    .all();
  for (const { kind, count } of rows) pending[kind as Kind] = Number(count);
  return pending;
}

/** All of them. */
export function changesWaiting(db: Database): number {
  return Object.values(pendingChanges(db)).reduce((sum, count) => sum + count, 0);
}

/** One line for a person; empty where there is nothing to say. */
export function syncStateText(state: SyncState): string {
  if (!state.set_up) return '';
  const waiting = kinds.reduce((sum, kind) => sum + state.pending[kind], 0);
  const waits = waiting === 0 ? '' : `${countText(waiting, 'change')} to be sent.`;
  return [state.last_error && `The last sync failed: ${state.last_error}`, waits]
    .filter(Boolean)
    .join(' ');
}
