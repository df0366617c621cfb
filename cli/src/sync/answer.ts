/**
 * Takes an answer in. One transaction stores its records, what became of those that were sent, and
 * the cursor; plan files follow it. So a round that is cut anywhere can be repeated.
 */
import { type Conflict, conflictId } from '../../../src/lib/wire/conflicts.ts';
import type { Delta } from '../../../src/lib/wire/deltas.ts';
import { kinds } from '../../../src/lib/wire/kinds.ts';
import type { SyncResponse } from '../../../src/lib/wire/sync.ts';
import type { Home } from '../home/home.ts';
import { statement } from '../home/sqlite.ts';
import { serverHistory, setState, told } from '../home/sync-state.ts';
import { untrackedChange } from '../home/tracking.ts';
import { recordKinds } from '../kinds/kinds.ts';
import { finishPlanFiles } from '../plans/pending.ts';
import { learnConflicts, storeConflicts } from './conflicts/round.ts';
import { receiveDelta } from './deltas/receive.ts';
import type { Page } from './page.ts';
import { type Named, readPast } from './versions.ts';

/** What an answer changed here. */
export interface Taken {
  pulled: number;
  /** Those that were not known here. */
  conflicts: Conflict[];
}

export function applyAnswer(home: Home, page: Page, answer: SyncResponse): Taken {
  const taken = untrackedChange(home.db, () => {
    const met = acknowledge(home, page, answer);
    const taken = { pulled: 0, conflicts: [...met, ...learnConflicts(home.db, answer)] };
    for (const kind of kinds) {
      for (const delta of answer[kind]) if (receiveDelta(home, kind, delta)) taken.pulled += 1;
    }
    setState(home.db, serverHistory.cursor, answer.cursor);
    rememberRound(home, page, answer);
    return taken;
  });
  taken.conflicts.push(...finishPlanFiles(home));
  return taken;
}

/**
 * Takes in what became of the records that were sent, and leaves what others changed to a later
 * round: the cursor moves only where the answer brings nothing.
 */
export function acknowledgeOnly(home: Home, page: Page, answer: SyncResponse): Taken {
  const brought = answer.more || kinds.some((kind) => answer[kind].length > 0);
  return untrackedChange(home.db, () => {
    const conflicts = acknowledge(home, page, answer);
    if (!brought) setState(home.db, serverHistory.cursor, answer.cursor);
    rememberRound(home, page, answer);
    return { pulled: 0, conflicts };
  });
}

function rememberRound({ db }: Home, page: Page, answer: SyncResponse): void {
  setState(db, serverHistory.epoch, answer.epoch);
  setState(db, serverHistory.known, `${answer.head} ${answer.digest}`);
  if (page.conflicts) setState(db, told.conflictsUpTo, page.conflicts.next);
}

/**
 * A sent version is clean now, unless the server did not take a look at it or the record changed since: then it has no
 * name. One that lost in a conflict is kept here before the winner takes its place, whatever the server remembers of
 * it. Returns those conflicts.
 */
function acknowledge(home: Home, page: Page, answer: SyncResponse): Conflict[] {
  const { db } = home;
  const { rejected, again, stale } = answer;
  const isUnheard = anyOf([...rejected, ...again]);
  const isLost = anyOf(stale.filter(({ conflict }) => conflict));
  const clean = statement(
    db,
    'UPDATE versions SET dirty = 0 WHERE kind = ? AND id = ? AND version = ?',
  );
  const deltas = new Map(
    kinds.flatMap((kind) => page.deltas[kind].map((delta) => [`${kind} ${delta.id}`, delta])),
  );
  const lost: Conflict[] = [];
  for (const version of page.sent) {
    const { kind, id } = version;
    if (isUnheard(kind, id)) continue;
    const delta = deltas.get(`${kind} ${id}`)!;
    clean.run(kind, id, version.version);
    if (isLost(kind, id)) lost.push(conflictOf(version, delta, answer.server_time));
    else if (delta.action !== 'delete') {
      recordKinds[kind].agreed?.(home, id, version.version, delta.data);
    }
  }
  return storeConflicts(db, lost);
}

/** As the server keeps it. */
function conflictOf(version: Named, delta: Delta, detected_at: number): Conflict {
  const { kind, id: record_id, updated_at, device_id: device, version: name, past } = version;
  const lost = { kind, record_id, version: name };
  return {
    ...{ id: conflictId(lost), action: 'create', ...lost, past: readPast(past) },
    ...{ updated_at, device, data: delta.action === 'delete' ? null : delta.data, detected_at },
  };
}

/** Tells whether a record is one of these. */
function anyOf(records: readonly { kind: string; id: string | null }[]) {
  const keys = new Set(records.map(({ kind, id }) => `${kind} ${id}`));
  return (kind: string, id: string) => keys.has(`${kind} ${id}`);
}
