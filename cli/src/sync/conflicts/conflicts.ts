/** Conflicts that this home knows of: versions that lost, until they are put back or dropped. */
import { createHash } from 'node:crypto';
import { SamediError } from '../../../../src/lib/errors.ts';
import type { Conflict } from '../../../../src/lib/wire/conflicts.ts';
import type { Kind } from '../../../../src/lib/wire/kinds.ts';
import type { SyncResponse } from '../../../../src/lib/wire/sync.ts';
import { pick } from '../../arguments/pick.ts';
import type { Home } from '../../home/home.ts';
import { type Database, statement } from '../../home/sqlite.ts';

export interface KeptConflict {
  /** A few characters that name it to a person. */
  name: string;
  id: string;
  kind: Kind;
  record_id: string;
  /** Of the losing version. Unix ms. */
  updated_at: number;
  device_id: string;
  /** Null where the losing version was a deletion. */
  data: Record<string, unknown> | null;
  detected_at: number;
}

const KEPT_MS = 90 * 86_400_000;

/** Open ones, the latest first. */
export function openConflicts(db: Database): KeptConflict[] {
  const rows = statement(
    db,
    'SELECT id, kind, record_id, updated_at, device_id, data, detected_at FROM conflicts WHERE dropped = 0 ORDER BY detected_at DESC, id',
  ).all() as unknown as (Omit<KeptConflict, 'name' | 'data'> & { data: string | null })[];
  return rows.map((row) => ({
    ...row,
    name: createHash('sha256').update(row.id).digest('hex').slice(0, 8),
    data: row.data === null ? null : JSON.parse(row.data),
  }));
}

/** The open conflict that `text` names, or alone begins. Throws `not_found`. */
export function requireConflict(db: Database, text: string): KeptConflict {
  const all = openConflicts(db);
  const names = all.map(({ name }) => name);
  const name = pick(text, names);
  const found = all.find((conflict) => conflict.name === name || conflict.id === text);
  if (found) return found;
  throw new SamediError('not_found', `There is no conflict "${text}".`, {
    next: 'Run: samedi sync conflicts',
  });
}

/** Takes it off the list here at once, and everywhere with the next sync. */
export function dropConflict(db: Database, id: string): void {
  statement(db, 'UPDATE conflicts SET dropped = 1 WHERE id = ?').run(id);
}

/** Bytes of a page's dropped conflicts, beside its deltas: ids can be long. */
const DROPS_BYTES = 110_000;

/** What the next round tells the server was dropped here, as far as it fits. */
export function droppedConflicts(db: Database): { action: 'delete'; id: string }[] {
  return statement(
    db,
    `SELECT id FROM (SELECT id, sum(length(CAST(id AS BLOB)) + 40) OVER (ORDER BY id) AS bytes FROM conflicts WHERE dropped = 1)
     WHERE bytes <= ${DROPS_BYTES} LIMIT 900`,
  )
    .all()
    .map(({ id }) => ({ action: 'delete', id: String(id) }));
}

/**
 * Takes in what an answer says of conflicts, within the caller's transaction. Returns those that are new here. Old ones
 * the server forgets without a word, and so does the home: by the server's clock, since its own may be years off.
 */
export function keepConflicts(home: Home, answer: SyncResponse): Conflict[] {
  statement(home.db, 'DELETE FROM conflicts WHERE detected_at < ?').run(
    answer.server_time - KEPT_MS,
  );
  const keep = statement(
    home.db,
    `INSERT INTO conflicts (id, kind, record_id, updated_at, device_id, data, detected_at, replaced_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO NOTHING`,
  );
  const forget = statement(home.db, 'DELETE FROM conflicts WHERE id = ?');
  return answer.conflicts.filter((conflict) => {
    const { id, kind, record_id, updated_at, device, data, detected_at, replaced_by } = conflict;
    if (conflict.action === 'delete') {
      forget.run(id);
      return false;
    }
    const text = data === null || data === undefined ? null : JSON.stringify(data);
    const version = [id, kind, record_id, updated_at, device, text, detected_at] as const;
    return keep.run(...version, replaced_by ?? null).changes > 0;
  });
}
