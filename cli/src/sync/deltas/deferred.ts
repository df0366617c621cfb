/**
 * Deferred deltas: newer versions from elsewhere that wait, until the server has judged an unsent
 * change of the same record, or until a plan file that cannot be read is mended.
 */
import type { Delta } from '../../../../src/lib/wire/deltas.ts';
import type { Kind } from '../../../../src/lib/wire/kinds.ts';
import type { Home } from '../../home/home.ts';
import { rows } from '../../home/rows.ts';
import type { Row } from '../../home/schema/table.ts';
import type { deferred as table } from '../../home/schema/tables.ts';
import { type Database, statement } from '../../home/sqlite.ts';
import { cursorOf } from '../../home/sync-state.ts';
import { takeDelta } from './take.ts';

/** Keeps `delta` in place of an older one of its record. The base stays what the first one found. */
export function defer(db: Database, kind: Kind, delta: Delta): void {
  statement(
    db,
    `INSERT INTO held (kind, id, delta, base) VALUES (?, ?, ?, ?)
     ON CONFLICT (kind, id) DO UPDATE SET delta = excluded.delta`,
  ).run(kind, delta.id, JSON.stringify(delta), cursorOf(db));
}

export function dropDeferred(db: Database, kind: Kind, id: string): void {
  statement(db, 'DELETE FROM held WHERE kind = ? AND id = ?').run(kind, id);
}

/** Takes the deltas of records without an unsent change. Within the caller's transaction. */
export function takeDeferred(home: Home): void {
  const deferred = rows<Pick<Row<typeof table>, 'kind' | 'delta'>>(
    home.db,
    `SELECT h.kind, h.delta FROM held h LEFT JOIN versions v ON v.kind = h.kind AND v.id = h.id
     WHERE coalesce(v.dirty, 0) = 0`,
  ).all();
  for (const { kind, delta: text } of deferred) {
    const delta: Delta = JSON.parse(text);
    if (takeDelta(home, kind, delta)) dropDeferred(home.db, kind, delta.id);
  }
}

export function anythingDeferred(db: Database): boolean {
  return statement(db, 'SELECT 1 FROM held LIMIT 1').get() !== undefined;
}
