/** How sync stands, without asking anyone. */
import { countText } from '../../../src/lib/format.ts';
import type { Home } from '../home/home.ts';
import { getState } from '../home/state.ts';
import { nextSyncAt } from './schedule.ts';
import { type Kind, kinds } from './types.ts';

export interface SyncState {
  /** Whether this home was ever signed in. */
  set_up: boolean;
  /** Unix ms; null before the first. */
  last_sync_at: number | null;
  /** Null after a success. */
  last_error: string | null;
  /** Changes that wait to be sent. */
  pending: Record<Kind, number>;
  conflicts: number;
  /** When the next round runs by itself, Unix ms; null where none will. */
  next_sync_at: number | null;
}

export function syncState(home: Home): SyncState {
  const { db } = home;
  const pending: Record<Kind, number> = { plans: 0, sessions: 0, reviews: 0, cards: 0 };
  const rows = db
    .prepare('SELECT kind, count(*) AS count FROM versions WHERE dirty = 1 GROUP BY kind')
    .all();
  for (const { kind, count } of rows) pending[kind as Kind] = Number(count);
  const last = getState(db, 'last_sync_at');
  return {
    set_up: getState(db, 'user_id') !== null,
    last_sync_at: last === null ? null : Number(last),
    last_error: getState(db, 'last_error'),
    pending,
    next_sync_at: nextSyncAt(home),
    conflicts: Number(
      db.prepare('SELECT count(*) AS count FROM conflicts WHERE dropped = 0').get()?.['count'],
    ),
  };
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
