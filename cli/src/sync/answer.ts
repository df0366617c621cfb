/**
 * Takes an answer in: one transaction for its records, what became of those sent, and the cursor. Cut anywhere, it can
 * be repeated: plan files are written before the transaction ends, after a note of what is about to arrive.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Conflict } from '../../../src/lib/wire/conflicts.ts';
import type { Delta } from '../../../src/lib/wire/deltas.ts';
import { type Kind, kinds } from '../../../src/lib/wire/kinds.ts';
import type { PlanData } from '../../../src/lib/wire/records.ts';
import type { SyncResponse } from '../../../src/lib/wire/sync.ts';
import type { Home } from '../home/home.ts';
import { statement } from '../home/sqlite.ts';
import { apply, cursorOf, getState, setState, transaction } from '../home/sync-state.ts';
import { hashOf } from '../plans/file.ts';
import { rememberSynced } from '../plans/store.ts';
import { keepConflicts } from './conflicts/conflicts.ts';
import { beginGeneration, rememberMark } from './copied-home/marks.ts';
import { holdBack, releaseHeld } from './deltas/deferred.ts';
import { takeDelta } from './deltas/take.ts';
import { dataOf } from './page.ts';
import { forgetLosses, listLosses, noteLosses } from './start-over/losses.ts';
import type { Page, Version } from './types.ts';

/** What an answer changed here. */
export interface Taken {
  pulled: number;
  /** Those that were not known here. */
  conflicts: Conflict[];
}

export function applyAnswer(home: Home, page: Page, answer: SyncResponse): Taken {
  prepare(home, page, answer);
  return apply(home.db, () => {
    acknowledge(home, page, answer);
    // Before the deltas, which are newer still: what waited for a version that the server has now judged.
    releaseHeld(home);
    const taken = { pulled: 0, conflicts: keepConflicts(home, answer) };
    for (const kind of kinds) {
      for (const delta of answer[kind]) if (takeIfNewer(home, kind, delta)) taken.pulled += 1;
    }
    setState(home.db, 'cursor', answer.cursor);
    rememberRound(home, page, answer);
    home.db.exec('UPDATE plan_files SET arriving_hash = NULL WHERE arriving_hash IS NOT NULL');
    if (!answer.more) forgetLosses(home.db);
    return taken;
  });
}

/**
 * Takes in what became of the records sent, and leaves what others changed for a later round: the cursor moves only where
 * there was nothing of that.
 */
export function acknowledgeOnly(home: Home, page: Page, answer: SyncResponse): Taken {
  const brought = answer.more || kinds.some((kind) => answer[kind].length > 0);
  return apply(home.db, () => {
    acknowledge(home, page, answer);
    if (!brought) setState(home.db, 'cursor', answer.cursor);
    rememberRound(home, page, answer);
    return { pulled: 0, conflicts: [] };
  });
}

function rememberRound(home: Home, page: Page, answer: SyncResponse): void {
  setState(home.db, 'epoch', answer.epoch);
  rememberMark(home.db, answer.mark);
  if (page.conflicts) setState(home.db, 'offer_conflicts', page.conflicts.next);
}

/** Sent records are clean, unless they changed since; where a newer version exists, that one is or will be among the deltas. */
function acknowledge(home: Home, page: Page, answer: SyncResponse): void {
  const key = (kind: string, id: string | null) => `${kind} ${id}`;
  const rejected = new Set(answer.rejected.map(({ kind, id }) => key(kind, id)));
  const stale = new Set(answer.stale.map(({ kind, id }) => key(kind, id)));
  const clean = statement(
    home.db,
    'UPDATE versions SET dirty = 0, known = 1 WHERE kind = ? AND id = ? AND updated_at = ? AND device_id = ?',
  );
  const forget = statement(home.db, 'DELETE FROM held WHERE kind = ? AND id = ?');
  // By the least name that a device can have: then the winner is greater, even one of the same time and device.
  const giveWay = statement(
    home.db,
    `UPDATE versions SET device_id = '-' WHERE kind = ? AND id = ? AND dirty = 0`,
  );
  for (const { kind, id, updated_at, device_id } of page.sent) {
    if (rejected.has(key(kind, id))) continue;
    clean.run(kind, id, updated_at, device_id);
    if (stale.has(key(kind, id))) giveWay.run(kind, id);
    else forget.run(kind, id);
  }
  for (const delta of page.deltas.plans) {
    const accepted = !rejected.has(key('plans', delta.id)) && !stale.has(key('plans', delta.id));
    if (!accepted || delta.action === 'delete') continue;
    rememberSynced(home.db, delta.id, (delta.data as PlanData).content);
  }
}

/** Returns whether anything changed here. */
function takeIfNewer(home: Home, kind: Kind, delta: Delta): boolean {
  const local = statement(home.db, 'SELECT * FROM versions WHERE kind = ? AND id = ?').get(
    kind,
    delta.id,
  ) as Version | undefined;
  if (local?.dirty) {
    // What is unsent here is judged by the server; until then a version that beats it waits.
    const ahead = order(delta, local);
    if (ahead > 0) holdBack(home, kind, delta);
    if (ahead === 0 && sameContents(home, delta, local)) alreadyThere(home, kind, delta);
    return false;
  }
  if (local && order(delta, local) === 0) return false;
  const taken = takeDelta(home, kind, delta);
  if (!taken) holdBack(home, kind, delta);
  return taken;
}

/** The server holds what was to be offered, as after starting over. */
function alreadyThere(home: Home, kind: Kind, delta: Delta): void {
  statement(home.db, 'UPDATE versions SET dirty = 0, known = 1 WHERE kind = ? AND id = ?').run(
    kind,
    delta.id,
  );
  statement(home.db, 'DELETE FROM held WHERE kind = ? AND id = ?').run(kind, delta.id);
  if (kind !== 'plans' || delta.action === 'delete') return;
  rememberSynced(home.db, delta.id, (delta.data as PlanData).content);
}

/** Homes that were one device may have given one name to two versions. */
function sameContents(home: Home, delta: Delta, local: Version): boolean {
  if (local.deleted || delta.action === 'delete') {
    return Boolean(local.deleted) === (delta.action === 'delete');
  }
  try {
    return isDeepStrictEqual(dataOf(home, local), delta.data);
  } catch {
    return false; // What cannot be read is offered, and refused by its name.
  }
}

/** By the greater (updated_at, device), devices byte for byte as SQLite compares them. */
function order(delta: Delta, local: Version): number {
  if (delta.updated_at !== local.updated_at) return delta.updated_at - local.updated_at;
  return Buffer.compare(Buffer.from(delta.device ?? ''), Buffer.from(local.device_id));
}

/**
 * Notes what is about to be written over, and which plan contents are about to be written, in a transaction of its own: files
 * know none.
 */
function prepare(home: Home, page: Page, answer: SyncResponse): void {
  if (answer.plans.length === 0 && answer.stale.length === 0) return;
  transaction(home.db, () => {
    noteLosses(home.db, page, answer);
    const announce = statement(
      home.db,
      `INSERT INTO plan_files (id, arriving_hash) VALUES (?, ?)
       ON CONFLICT (id) DO UPDATE SET arriving_hash = excluded.arriving_hash`,
    );
    for (const delta of answer.plans) {
      if (delta.action !== 'delete') announce.run(delta.id, hashOf(delta.data.content));
    }
  });
}

/** The server has another history: everything here is offered again, from the start. */
export function startOver(home: Home, answer: SyncResponse): void {
  apply(home.db, () => {
    offerEverything(home, answer.epoch, answer.cursor);
    rememberMark(home.db, answer.mark);
    beginGeneration(home.db);
  });
}

/**
 * As `startOver`, within the caller's transaction. What came from the history that both know, up to `common`, keeps its place
 * there as base; all else is offered as by one that knows nothing.
 */
export function offerEverything(
  { db }: Pick<Home, 'db'>,
  epoch: string | null,
  common: number | null = null,
): void {
  setState(db, 'epoch', epoch);
  setState(db, 'cursor', 0);
  setState(db, 'common', common);
  setState(db, 'offer_conflicts', '');
  setState(db, 'settings', null);
  listLosses(db);
  statement(
    db,
    'UPDATE versions SET base = iif(dirty = 0 AND device_id <> ? AND base <= ?, base, 0), dirty = 1',
  ).run(getState(db, 'device_id') ?? '', common ?? 0);
}

/** Offers every record once more, to a server that should know them all. */
export function offerAgain(home: Home): void {
  const cursor = cursorOf(home.db);
  apply(home.db, () => {
    statement(home.db, 'UPDATE versions SET dirty = 1, base = ? WHERE dirty = 0').run(cursor);
  });
}

/**
 * Asks for everything once more where this home was upgraded since the last round: it may have been sent reviews before
 * it had a place for them. Unsent changes keep their bases.
 */
export function pullAgain(home: Home): void {
  if (getState(home.db, 'pull_again') === null) return;
  apply(home.db, () => {
    setState(home.db, 'cursor', 0);
    setState(home.db, 'pull_again', null);
  });
}
