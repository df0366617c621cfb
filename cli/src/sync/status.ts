/** How sync stands here, without asking the server. */

import { countText } from '../../../src/lib/text/format.ts';
import { type Kind, kinds, ofEachKind } from '../../../src/lib/wire/kinds.ts';
import type { Home } from '../home/home.ts';
import { count, rows } from '../home/rows.ts';
import { conflicts } from '../home/schema/tables.ts';
import type { Database } from '../home/sqlite.ts';
import { getState, identity, syncRuns } from '../home/sync-state.ts';
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
  /** How far the clock here was behind the server's, below 0 ahead of it; null within 5 minutes. */
  clock_behind_minutes: number | null;
  /** Changes that wait to be sent. */
  pending: Record<Kind, number>;
  conflicts: number;
  /** When the next sync runs by itself, Unix ms; null where none will. */
  next_sync_at: number | null;
}

export function syncState(home: Home): SyncState {
  const { db } = home;
  return {
    set_up: getState(db, identity.userId) !== null,
    last_sync_at: getState(db, syncRuns.lastAt),
    last_error: getState(db, syncRuns.lastError),
    last_error_at: getState(db, syncRuns.lastErrorAt),
    clock_behind_minutes: getState(db, syncRuns.clockBehindMinutes),
    pending: pendingChanges(db),
    next_sync_at: nextSyncAt(home),
    conflicts: count(db, conflicts, 'WHERE dropped = 0'),
  };
}

/** Changes that wait to be sent, by kind; with `all`, all records, deleted ones included. */
export function pendingChanges(db: Database, { all = false } = {}): Record<Kind, number> {
  const pending = ofEachKind(() => 0);
  const waiting = rows<{ kind: Kind; records: number }>(
    db,
    `SELECT kind, count(*) AS records FROM versions ${all ? '' : 'WHERE dirty = 1'} GROUP BY kind`,
  );
  for (const { kind, records } of waiting.all()) pending[kind] = records;
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
