/** Conflicts that a server may have forgotten, being put back to an older copy: docs/decisions/056. */
import { limits } from '../../../../src/lib/limits.ts';
import { type Conflict, ConflictOffer } from '../../../../src/lib/wire/conflicts.ts';
import { type Database, statement } from '../../home/sqlite.ts';
import { getState } from '../../home/sync-state.ts';

/** Conflicts to offer to a server that may not know them, as far as they fit. */
export interface ConflictOffers {
  conflicts: Conflict[];
  /** From which id on the next page goes on; null where this was the last. */
  next: string | null;
}

/**
 * After a server was put back to an older copy, some conflicts are known to devices alone: and with them the versions that
 * lost. `bytes` is what the page has room for.
 */
export function offeredConflicts(db: Database, bytes: number): ConflictOffers | null {
  const after = getState(db, 'offer_conflicts');
  if (after === null) return null;
  const rows = statement(
    db,
    `SELECT id, kind, record_id, updated_at, device_id AS device, data, detected_at FROM conflicts
     WHERE dropped = 0 AND id > ? ORDER BY id LIMIT 100`,
  ).all(after) as unknown as (Omit<Conflict, 'action' | 'data'> & { data: string | null })[];
  let room = bytes;
  let next = after;
  const conflicts: Conflict[] = [];
  for (const { data, ...row } of rows) {
    const conflict: Conflict = { action: 'create', ...row, data: data && JSON.parse(data) };
    const size = Buffer.byteLength(JSON.stringify(conflict)) + 1;
    // What the server would refuse stays here, and holds up nothing else.
    if (size <= limits.boundBytes && ConflictOffer.safeParse(conflict).success) {
      room -= size;
      if (room < 0) return { conflicts, next };
      conflicts.push(conflict);
    }
    next = row.id;
  }
  return { conflicts, next: rows.length === 100 ? next : null };
}
