/**
 * A copy parts: it fetches everything before it offers anything. What arrives as it is here needs
 * no offer; of the rest the copy has to tell whose version each is. docs/decisions/083.
 */
import { kinds } from '../../../../src/lib/wire/kinds.ts';
import type { SyncResponse } from '../../../../src/lib/wire/sync.ts';
import type { Home } from '../../home/home.ts';
import { type Database, statement } from '../../home/sqlite.ts';
import { cursorOf, getState, identity, parting, setState } from '../../home/sync-state.ts';
import { untrackedChange } from '../../home/tracking.ts';
import { applyAnswer, type Taken } from '../answer.ts';
import type { Page } from '../page.ts';
import { sameGeneration } from './marks.ts';

/**
 * The copy's unsent changes become the new device's, so a change that the original made of the
 * same record is a conflict. What was sent stays the original's for now. Within the caller's
 * transaction.
 */
export function beginParting(
  db: Database,
  original: string,
  own: string,
  { reset, mark }: SyncResponse,
): void {
  giveUnsent(db, original, own);
  // A first attempt may have been cut before it wrote the sign-in. What it noted holds.
  if (isParting(db)) return;
  setState(db, parting.original, original);
  setState(db, parting.cursor, cursorOf(db));
  setState(db, parting.afterRollback, reset || !sameGeneration(db, mark));
}

/** Whether this home is a copy that has not fetched everything yet. */
export function isParting(db: Database): boolean {
  return getState(db, parting.original) !== null;
}

/** Takes an answer to a request that offered nothing. */
export function takeWhileParting(home: Home, page: Page, answer: SyncResponse): Taken {
  if (tellsOfRollback(home.db, answer)) {
    untrackedChange(home.db, () => setState(home.db, parting.afterRollback, true));
  }
  const taken = applyAnswer(home, page, answer);
  if (!answer.more) endParting(home.db);
  return taken;
}

/**
 * Whether the answer, before it is taken, shows that the server was rolled back: up to its cursor
 * the copy knew every version, and here is one with such a sequence number that it did not know.
 */
function tellsOfRollback(db: Database, answer: SyncResponse): boolean {
  const cursor = getState(db, parting.cursor) ?? 0;
  const self = getState(db, identity.deviceId);
  // The copy's own unsent change takes the place of the version that it knew, so it tells nothing.
  const known = statement(
    db,
    `SELECT 1 FROM versions WHERE kind = ? AND id = ?
       AND (device_id = ? OR (updated_at = ? AND device_id = ?))`,
  );
  return kinds.some((kind) =>
    answer[kind].some(
      ({ id, base: sequence, updated_at, device }) =>
        sequence <= cursor && !known.get(kind, id, self, updated_at, device ?? ''),
    ),
  );
}

/**
 * The copy has fetched everything. Where it still has a version of the original's to offer, either
 * somebody wrote over that version knowing it, or a rollback took it from the server. After a
 * rollback the original may send a rival under the same name: so such versions become the copy's.
 */
function endParting(db: Database): void {
  untrackedChange(db, () => {
    const original = getState(db, parting.original) ?? '';
    if (getState(db, parting.afterRollback) || serverLacks(db, original)) {
      giveUnsent(db, original, getState(db, identity.deviceId));
    }
    forgetParting(db);
  });
}

/**
 * Whether the server lacks a version that the original sent before the copy parted: it has none of
 * the record, or another one with a sequence number up to which the copy knew everything.
 */
function serverLacks(db: Database, original: string): boolean {
  const lacking = statement(
    db,
    `SELECT 1 FROM versions v
     LEFT JOIN held deferred ON deferred.kind = v.kind AND deferred.id = v.id
     WHERE v.dirty = 1 AND v.device_id = ? AND coalesce(deferred.delta->>'base', 0) <= ? LIMIT 1`,
  );
  return lacking.get(original, getState(db, parting.cursor) ?? 0) !== undefined;
}

/** Within the caller's transaction. */
export function forgetParting(db: Database): void {
  setState(db, parting.original, null);
  setState(db, parting.cursor, null);
  setState(db, parting.afterRollback, false);
}

/** Makes what is to be offered as one device's another's. */
function giveUnsent(db: Database, from: string, to: string): void {
  const give = 'UPDATE versions SET device_id = ? WHERE dirty = 1 AND device_id = ?';
  statement(db, give).run(to, from);
}
