/**
 * Versions of this home that lost at the server, until the home has heard of the conflicts in
 * which the server keeps them. Conflicts come last, maybe in a later run, and a server that is
 * rolled back before that has forgotten them. docs/decisions/085.
 */
import type { SyncResponse } from '../../../../src/lib/wire/sync.ts';
import { type Database, statement } from '../../home/sqlite.ts';
import type { Page } from '../page.ts';

/**
 * Stores what of `page` lost, under the ids that the server gives the conflicts. Within the
 * caller's transaction, which has to end before the home writes anything of the answer.
 */
export function noteLosses(db: Database, page: Page, answer: SyncResponse): void {
  const note = statement(
    db,
    `INSERT INTO losses (id, kind, record_id, updated_at, device_id, data, detected_at)
     VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
  );
  for (const { kind, id } of answer.stale) {
    const version = page.sent.find((sent) => sent.kind === kind && sent.id === id);
    const delta = page.deltas[kind].find((offered) => offered.id === id);
    if (!version || !delta) continue;
    const { updated_at, device_id } = version;
    const data = delta.action === 'delete' ? null : JSON.stringify(delta.data);
    const conflict = `${kind}:${id}:${updated_at}:${device_id}`;
    note.run(conflict, kind, id, updated_at, device_id, data, answer.server_time);
  }
}

/** The home has fetched everything: it lists what was a conflict by now, and the rest was none. */
export function forgetLosses(db: Database): void {
  db.exec('DELETE FROM losses');
}

/** Lists the losses as conflicts, since the server may have forgotten that they are. */
export function listLosses(db: Database): void {
  db.exec(`INSERT INTO conflicts (id, kind, record_id, updated_at, device_id, data, detected_at)
    SELECT id, kind, record_id, updated_at, device_id, data, detected_at FROM losses WHERE true
    ON CONFLICT (id) DO NOTHING`);
  forgetLosses(db);
}
