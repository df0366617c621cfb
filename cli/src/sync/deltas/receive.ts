/**
 * What becomes of a delta from the server: it is taken, it is left to the server's judgement, or it says nothing new.
 */
import type { Delta } from '../../../../src/lib/wire/deltas.ts';
import { type Kind, kindWords } from '../../../../src/lib/wire/kinds.ts';
import type { Home } from '../../home/home.ts';
import { statement } from '../../home/sqlite.ts';
import { nameOf, versionOfRecord } from '../versions.ts';
import { takeDelta } from './take.ts';

/**
 * Returns whether the record changed here. Within the caller's transaction. An unsent change stays: the server judges
 * it when it is offered, and brings the winner with its answer.
 */
export function receiveDelta(home: Home, kind: Kind, delta: Delta): boolean {
  const local = versionOfRecord(home.db, kind, delta.id);
  if (local?.version === delta.version) {
    if (local.dirty) setDirty(home, kind, delta.id, 0);
    return false;
  }
  if (local?.dirty) return false;
  if (isDamaged(kind, delta)) {
    home.warn(
      `What the server has of ${kindWords[kind]} ${delta.id} is damaged, and was left there. Look at: samedi sync verify`,
    );
    return false;
  }
  if (takeDelta(home, kind, delta)) return true;
  // The plan's file was edited a moment ago, or cannot be read. Offered later, what is here meets the delta again.
  setDirty(home, kind, delta.id, 1);
  return false;
}

/** Whether it holds something else than its name says: nobody wrote that. */
function isDamaged(kind: Kind, delta: Delta): boolean {
  const { id, updated_at, device = '' } = delta;
  const data = delta.action === 'delete' ? null : delta.data;
  return nameOf({ kind, id, updated_at, device_id: device }, data) !== delta.version;
}

function setDirty({ db }: Home, kind: Kind, id: string, dirty: 0 | 1): void {
  statement(db, 'UPDATE versions SET dirty = ? WHERE kind = ? AND id = ?').run(dirty, kind, id);
}
