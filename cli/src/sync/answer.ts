/**
 * Takes an answer in. One transaction stores its records, what became of those that were sent, and
 * the cursor. Plan files are written before it ends, after a note of what is about to arrive: so a
 * round that is cut anywhere can be repeated.
 */
import type { Conflict } from '../../../src/lib/wire/conflicts.ts';
import { kinds } from '../../../src/lib/wire/kinds.ts';
import type { SyncResponse } from '../../../src/lib/wire/sync.ts';
import type { Home } from '../home/home.ts';
import { statement, transaction } from '../home/sqlite.ts';
import { serverHistory, setState, told } from '../home/sync-state.ts';
import { untrackedChange } from '../home/tracking.ts';
import { recordKinds } from '../kinds/kinds.ts';
import { learnConflicts } from './conflicts/round.ts';
import { rememberMark } from './copied-home/marks.ts';
import { dropDeferred, takeDeferred } from './deltas/deferred.ts';
import { receiveDelta } from './deltas/receive.ts';
import type { Page } from './page.ts';
import { forgetLosses, noteLosses } from './start-over/losses.ts';

/** What an answer changed here. */
export interface Taken {
  pulled: number;
  /** Those that were not known here. */
  conflicts: Conflict[];
}

export function applyAnswer(home: Home, page: Page, answer: SyncResponse): Taken {
  prepare(home, page, answer);
  return untrackedChange(home.db, () => {
    acknowledge(home, page, answer);
    // The server has judged what these waited for. The answer's deltas are newer, and come after.
    takeDeferred(home);
    const taken = { pulled: 0, conflicts: learnConflicts(home.db, answer) };
    for (const kind of kinds) {
      for (const delta of answer[kind]) if (receiveDelta(home, kind, delta)) taken.pulled += 1;
    }
    setState(home.db, serverHistory.cursor, answer.cursor);
    rememberRound(home, page, answer);
    home.db.exec('UPDATE plan_files SET arriving_hash = NULL WHERE arriving_hash IS NOT NULL');
    if (!answer.more) forgetLosses(home.db);
    return taken;
  });
}

/**
 * Takes in what became of the records that were sent, and leaves what others changed to a later
 * round: the cursor moves only where the answer brings nothing.
 */
export function acknowledgeOnly(home: Home, page: Page, answer: SyncResponse): Taken {
  const brought = answer.more || kinds.some((kind) => answer[kind].length > 0);
  return untrackedChange(home.db, () => {
    acknowledge(home, page, answer);
    if (!brought) setState(home.db, serverHistory.cursor, answer.cursor);
    rememberRound(home, page, answer);
    return { pulled: 0, conflicts: [] };
  });
}

function rememberRound({ db }: Home, page: Page, answer: SyncResponse): void {
  setState(db, serverHistory.epoch, answer.epoch);
  rememberMark(db, answer.mark);
  if (page.conflicts) setState(db, told.conflictsUpTo, page.conflicts.next);
}

/**
 * A sent version is clean now, unless it was rejected or the record changed since. A stale one
 * gives way to whatever the server holds, which is or will be among the deltas.
 */
function acknowledge(home: Home, page: Page, { rejected, stale }: SyncResponse): void {
  const { db } = home;
  const isRejected = anyOf(rejected);
  const isStale = anyOf(stale);
  const clean = statement(
    db,
    `UPDATE versions SET dirty = 0, known = 1
     WHERE kind = ? AND id = ? AND updated_at = ? AND device_id = ?`,
  );
  // No device has a lesser name, so a winner of the same time and device is greater, too.
  const giveWay = statement(
    db,
    `UPDATE versions SET device_id = '-' WHERE kind = ? AND id = ? AND dirty = 0`,
  );
  for (const { kind, id, updated_at, device_id } of page.sent) {
    if (isRejected(kind, id)) continue;
    clean.run(kind, id, updated_at, device_id);
    if (isStale(kind, id)) giveWay.run(kind, id);
    else dropDeferred(db, kind, id);
  }
  for (const kind of kinds) {
    const { agreed } = recordKinds[kind];
    for (const delta of agreed ? page.deltas[kind] : []) {
      if (delta.action === 'delete' || isRejected(kind, delta.id) || isStale(kind, delta.id))
        continue;
      agreed?.(home, delta.id, delta.data);
    }
  }
}

/** Tells whether a record is one of these. */
function anyOf(records: readonly { kind: string; id: string | null }[]) {
  const keys = new Set(records.map(({ kind, id }) => `${kind} ${id}`));
  return (kind: string, id: string) => keys.has(`${kind} ${id}`);
}

/** Notes what the answer is about to write over, in a transaction of its own: files know none. */
function prepare(home: Home, page: Page, answer: SyncResponse): void {
  const announced = kinds.filter((kind) => recordKinds[kind].announce && answer[kind].length > 0);
  if (announced.length === 0 && answer.stale.length === 0) return;
  transaction(home.db, () => {
    noteLosses(home.db, page, answer);
    for (const kind of announced) {
      for (const delta of answer[kind]) {
        if (delta.action !== 'delete') recordKinds[kind].announce?.(home, delta.id, delta.data);
      }
    }
  });
}
