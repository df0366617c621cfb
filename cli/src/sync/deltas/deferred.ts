/** Newer versions from elsewhere that wait: until an unsent local one was offered, or a broken plan file is mended. */

import type { Delta } from '../../../../src/lib/wire/deltas.ts';
import type { Kind } from '../../../../src/lib/wire/kinds.ts';
import type { Home } from '../../home/home.ts';
import { statement } from '../../home/sqlite.ts';
import { cursorOf } from '../../home/sync-state.ts';
import { takeDelta } from './take.ts';

/** Keeps `delta` for later. What the home knew before it came stays what its first one found. */
export function holdBack(home: Home, kind: Kind, delta: Delta): void {
  statement(
    home.db,
    `INSERT INTO held (kind, id, delta, base) VALUES (?, ?, ?, ?)
       ON CONFLICT (kind, id) DO UPDATE SET delta = excluded.delta`,
  ).run(kind, delta.id, JSON.stringify(delta), cursorOf(home.db));
}

/** Takes what waits for a record that has no unsent change any more. Within the caller's transaction. */
export function releaseHeld(home: Home): void {
  const waiting = statement(
    home.db,
    `SELECT h.kind, h.id, h.delta FROM held h LEFT JOIN versions v ON v.kind = h.kind AND v.id = h.id
       WHERE coalesce(v.dirty, 0) = 0`,
  ).all();
  for (const { kind, id, delta } of waiting) {
    const version: Delta = JSON.parse(String(delta));
    if (!takeDelta(home, kind as Kind, version)) continue;
    statement(home.db, 'DELETE FROM held WHERE kind = ? AND id = ?').run(
      kind as string,
      id as string,
    );
  }
}

/** Whether anything waits. */
export function anythingHeld(home: Home): boolean {
  return statement(home.db, 'SELECT 1 FROM held LIMIT 1').get() !== undefined;
}
