/** What a home offers and fetches anew, because the server has or knows another history. */
import type { SyncResponse } from '../../../../src/lib/wire/sync.ts';
import type { Home } from '../../home/home.ts';
import { statement } from '../../home/sqlite.ts';
import {
  cursorOf,
  getState,
  identity,
  serverHistory,
  setState,
  told,
} from '../../home/sync-state.ts';
import { untrackedChange } from '../../home/tracking.ts';
import { beginGeneration, rememberMark } from '../copied-home/marks.ts';
import { listLosses } from './losses.ts';

/** The server was rolled back, or is another one, so the home offers it everything. */
export function startOver(home: Home, answer: SyncResponse): void {
  untrackedChange(home.db, () => {
    offerEverything(home, answer.epoch, answer.cursor);
    rememberMark(home.db, answer.mark);
    beginGeneration(home.db);
  });
}

/**
 * As `startOver`, within the caller's transaction. A version that came from the server, with a
 * sequence number up to `common`, keeps that number as base: the server still has that part of the
 * history. All else gets base 0, as if its author had known nothing.
 */
export function offerEverything(
  { db }: Pick<Home, 'db'>,
  epoch: string | null,
  common: number | null = null,
): void {
  setState(db, serverHistory.epoch, epoch);
  setState(db, serverHistory.cursor, 0);
  setState(db, serverHistory.common, common);
  setState(db, told.conflictsUpTo, '');
  setState(db, told.settings, null);
  listLosses(db);
  statement(
    db,
    `UPDATE versions
     SET base = iif(dirty = 0 AND device_id <> ? AND base <= ?, base, 0), dirty = 1`,
  ).run(getState(db, identity.deviceId), common ?? 0);
}

/** Offers every record once more, to a server that should know them all. */
export function offerAgain({ db }: Home): void {
  untrackedChange(db, () => {
    statement(db, 'UPDATE versions SET dirty = 1, base = ? WHERE dirty = 0').run(cursorOf(db));
  });
}

/**
 * Fetches everything once more, where this home was upgraded since the last round: the server may
 * have sent reviews when the home could not keep them. Unsent changes keep their bases.
 */
export function fetchAgainIfUpgraded({ db }: Home): void {
  if (!getState(db, serverHistory.fetchAgain)) return;
  untrackedChange(db, () => {
    setState(db, serverHistory.cursor, 0);
    setState(db, serverHistory.fetchAgain, false);
  });
}
