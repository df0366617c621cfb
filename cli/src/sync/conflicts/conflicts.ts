/** Conflicts that this home knows of: versions that lost, until they are put back or dropped. */
import { createHash } from 'node:crypto';
import { SamediError } from '../../../../src/lib/errors.ts';
import { isPlanId } from '../../../../src/lib/plan/plan.ts';
import type { Kind } from '../../../../src/lib/wire/kinds.ts';
import { pick } from '../../arguments/pick.ts';
import { select } from '../../home/rows.ts';
import { conflicts } from '../../home/schema/tables.ts';
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

/** Open ones, the latest first. */
export function openConflicts(db: Database): KeptConflict[] {
  const open = select(
    db,
    conflicts,
    ['id', 'kind', 'record_id', 'updated_at', 'device_id', 'data', 'detected_at'],
    'WHERE dropped = 0 ORDER BY detected_at DESC, id',
  ).all();
  return open.filter(namesRecord).map((row) => ({
    ...row,
    name: createHash('sha256').update(row.id).digest('hex').slice(0, 8),
    data: row.data === null ? null : JSON.parse(row.data),
  }));
}

/** A plan's id names its file: what is none is nothing that could be put back. */
function namesRecord({ kind, record_id }: Pick<KeptConflict, 'kind' | 'record_id'>): boolean {
  return kind !== 'plans' || isPlanId(record_id);
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
