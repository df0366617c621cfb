/** What a home and the server tell each other of conflicts in a round. */
import { limits } from '../../../../src/lib/limits.ts';
import { type Conflict, ConflictOffer } from '../../../../src/lib/wire/conflicts.ts';
import type { SyncResponse } from '../../../../src/lib/wire/sync.ts';
import { select } from '../../home/rows.ts';
import { conflicts as table } from '../../home/schema/tables.ts';
import { type Database, statement } from '../../home/sqlite.ts';
import { getState, told } from '../../home/sync-state.ts';
import { pastText, readPast } from '../versions.ts';

const KEPT_MS = 90 * 86_400_000;

/**
 * Stores what an answer says of conflicts, within the caller's transaction, and returns those that
 * are new here. Server and home both forget the old ones without a word, by the server's clock: the
 * home's own may be years off.
 */
export function learnConflicts(db: Database, answer: SyncResponse): Conflict[] {
  const old = answer.server_time - KEPT_MS;
  statement(db, 'DELETE FROM conflicts WHERE detected_at < ?').run(old);
  const forget = statement(db, 'DELETE FROM conflicts WHERE id = ?');
  for (const { action, id } of answer.conflicts) if (action === 'delete') forget.run(id);
  return storeConflicts(
    db,
    answer.conflicts.filter(({ action }) => action === 'create'),
  );
}

/** Within the caller's transaction. Returns those that were not known here. */
export function storeConflicts(db: Database, conflicts: readonly Conflict[]): Conflict[] {
  const store = statement(
    db,
    `INSERT INTO conflicts
       (id, kind, record_id, updated_at, device_id, data, detected_at, version, past)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
  );
  return conflicts.filter((conflict) => {
    const { id, kind, record_id, updated_at, device, data, detected_at, version, past } = conflict;
    const text = data === null || data === undefined ? null : JSON.stringify(data);
    const row = [id, kind, record_id, updated_at, device, text, detected_at, version] as const;
    return store.run(...row, pastText(past)).changes > 0;
  });
}

/** Bytes of a page's dropped conflicts, beside its deltas: ids can be long. */
const DROPS_BYTES = 110_000;

/** What the next round tells the server was dropped here, as far as it fits. */
export function droppedConflicts(db: Database): { action: 'delete'; id: string }[] {
  return statement(
    db,
    `SELECT id FROM (
       SELECT id, sum(length(CAST(id AS BLOB)) + 40) OVER (ORDER BY id) AS bytes
       FROM conflicts WHERE dropped = 1)
     WHERE bytes <= ${DROPS_BYTES} LIMIT 900`,
  )
    .all()
    .map(({ id }) => ({ action: 'delete', id: String(id) }));
}

/** Conflicts to offer to a server that may not know them, as far as they fit. */
export interface ConflictOffers {
  conflicts: Conflict[];
  /** The id after which the next page goes on; null where this page was the last. */
  next: string | null;
}

const OFFERED_AT_ONCE = 100;

/**
 * After a rollback of the server, some conflicts are known to devices alone, and with them the
 * versions that lost. The page has `bytes` left for them. docs/decisions/056.
 */
export function offeredConflicts(db: Database, bytes: number): ConflictOffers | null {
  const after = getState(db, told.conflictsUpTo);
  if (after === null) return null;
  const conflicts: Conflict[] = [];
  const open = openAfter(db, after);
  let left = bytes;
  let next = after;
  for (const conflict of open) {
    const size = Buffer.byteLength(JSON.stringify(conflict)) + 1;
    // What the server would refuse stays here, and holds up nothing else.
    if (size <= limits.boundBytes && ConflictOffer.safeParse(conflict).success) {
      left -= size;
      if (left < 0) return { conflicts, next };
      conflicts.push(conflict);
    }
    next = conflict.id;
  }
  return { conflicts, next: open.length === OFFERED_AT_ONCE ? next : null };
}

function openAfter(db: Database, id: string): Conflict[] {
  const after = `WHERE dropped = 0 AND id > ? ORDER BY id LIMIT ${OFFERED_AT_ONCE}`;
  const open = select(db, table, after).all(id);
  return open.map(({ dropped: _, device_id: device, data, past, ...row }) => ({
    ...{ action: 'create', ...row, device, past: readPast(past) },
    data: data === null ? null : JSON.parse(data),
  }));
}
