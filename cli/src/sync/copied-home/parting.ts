/**
 * A home that another one is a copy of becomes a device of its own:
 * docs/decisions/055-copied-homes.md, 083.
 */
import { randomUUID } from 'node:crypto';
import { SignedIn } from '../../../../src/lib/wire/auth.ts';
import type { CopyRequest } from '../../../../src/lib/wire/devices.ts';
import { kinds } from '../../../../src/lib/wire/kinds.ts';
import type { SyncResponse } from '../../../../src/lib/wire/sync.ts';
import { post } from '../../client/requests.ts';
import { type Auth, writeAuth } from '../../home/auth-file.ts';
import type { Home } from '../../home/home.ts';
import { type Database, statement } from '../../home/sqlite.ts';
import { apply, cursorOf, getState, setState } from '../../home/sync-state.ts';
import { applyAnswer, offerEverything, type Taken } from '../answer.ts';
import { becomeDevice } from '../start-over/adopt.ts';
import type { Page } from '../types.ts';
import { leftHere, sameGeneration } from './marks.ts';

/**
 * Whether another home syncs as this device: the server says so, or, being an older copy of itself
 * that has forgotten this one, has a mark of the device that this home never left.
 */
export function isCopy(home: Home, answer: SyncResponse): boolean {
  return answer.copied || (answer.reset && !leftHere(home.db, answer.mark));
}

/** Throws whatever `post` throws. */
export async function partFromCopy(home: Home, auth: Auth, answer: SyncResponse): Promise<Auth> {
  const request: CopyRequest = { idempotency_key: partingKey(home, auth) };
  const signedIn = await post(auth, '/api/devices', request, SignedIn);
  const own = { ...auth, ...signedIn };
  becomeOwnDevice(home, own, answer);
  home.warn(
    'Another copy of this home syncs as well, so this one became a device of its own. Nothing is lost: samedi devices shows both.',
  );
  return own;
}

/** The same until this home is the device that it asked for, so that a lost answer leaves none behind. */
function partingKey({ db }: Home, { device_id }: Auth): string {
  const [from, key] = getState(db, 'parting_key')?.split(' ') ?? [];
  if (from === device_id && key) return key;
  const fresh = randomUUID();
  apply(db, () => setState(db, 'parting_key', `${device_id} ${fresh}`));
  return fresh;
}

/**
 * What was changed here and not sent is the new device's from now on: so a change that the other
 * home made of the same record meanwhile is a conflict.
 */
function becomeOwnDevice(home: Home, auth: Auth, { epoch, reset, mark }: SyncResponse): void {
  const { db } = home;
  apply(db, () => {
    const before = getState(db, 'device_id');
    rename(db, String(before), auth.device_id);
    // Cut before `writeAuth`, it is done again: what was noted first is what holds.
    if (!isParting(home)) {
      setState(db, 'parted_from', before);
      setState(db, 'parted_at', cursorOf(db));
      if (reset || !sameGeneration(db, mark)) noteForgetting(db);
    }
    becomeDevice(db, auth);
    offerEverything(home, epoch);
  });
  // Last: cut before this, the home is still a copy, and is noticed again.
  writeAuth(home.paths.auth, auth);
}

/** Whether this home parted, and has not fetched everything since: until then it offers nothing. */
export function isParting(home: Home): boolean {
  return getState(home.db, 'parted_from') !== null;
}

/**
 * Takes in an answer while nothing is offered; with the last one it is known which versions are
 * whose.
 */
export function takeInParting(home: Home, page: Page, answer: SyncResponse): Taken {
  lookForForgetting(home, answer);
  const taken = applyAnswer(home, page, answer);
  if (!answer.more) endParting(home);
  return taken;
}

/**
 * Looks in an answer, before it is taken in, for what tells that the server is an older copy of
 * itself: at a place in its history up to which this home knew all, a version that it did not
 * know. What was changed here and never sent tells nothing.
 */
function lookForForgetting({ db }: Home, answer: SyncResponse): void {
  const partedAt = Number(getState(db, 'parted_at'));
  const self = getState(db, 'device_id');
  const known = statement(
    db,
    `SELECT 1 FROM versions WHERE kind = ? AND id = ?
       AND (device_id = ? OR (updated_at = ? AND device_id = ?))`,
  );
  const forgot = kinds.some((kind) =>
    answer[kind].some(
      ({ id, base, updated_at, device }) =>
        base <= partedAt && !known.get(kind, id, self, updated_at, device ?? ''),
    ),
  );
  if (forgot) apply(db, () => noteForgetting(db));
}

/** As if this home had known all that there is: then all that is another version tells. */
function noteForgetting(db: Database): void {
  setState(db, 'parted_at', Number.MAX_SAFE_INTEGER);
}

/**
 * Once everything was fetched, what is still to be offered is not on the server as it is here.
 * Either it was written over there, by somebody who knew it; or the server is an older copy of
 * itself, which lacks what it took before. Then the other home may have sent a version of the same
 * name that did not know this one's, so these are the new device's as well.
 */
function endParting(home: Home): void {
  const { db } = home;
  apply(db, () => {
    const from = String(getState(db, 'parted_from'));
    const forgotten = statement(
      db,
      `SELECT 1 FROM versions v LEFT JOIN held h ON h.kind = v.kind AND h.id = v.id
       WHERE v.dirty = 1 AND v.device_id = ? AND coalesce(h.delta->>'base', 0) <= ? LIMIT 1`,
    ).get(from, Number(getState(db, 'parted_at')));
    if (forgotten) rename(db, from, String(getState(db, 'device_id')));
    setState(db, 'parted_from', null);
    setState(db, 'parted_at', null);
  });
}

/** Gives what is to be offered as one device's to another. */
function rename(db: Database, from: string, to: string): void {
  statement(db, 'UPDATE versions SET device_id = ? WHERE dirty = 1 AND device_id = ?').run(
    to,
    from,
  );
}
