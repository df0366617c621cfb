/** What becomes of a delta from the server: it is taken, it is deferred, or it says nothing new. */

import { isDeepStrictEqual } from 'node:util';
import type { Delta } from '../../../../src/lib/wire/deltas.ts';
import type { Kind } from '../../../../src/lib/wire/kinds.ts';
import type { Home } from '../../home/home.ts';
import { select } from '../../home/rows.ts';
import { versions } from '../../home/schema/tables.ts';
import { statement } from '../../home/sqlite.ts';
import { recordKinds } from '../../kinds/kinds.ts';
import type { Version } from '../page.ts';
import { defer, dropDeferred } from './deferred.ts';
import { takeDelta } from './take.ts';

/** Returns whether the record changed here. Within the caller's transaction. */
export function receiveDelta(home: Home, kind: Kind, delta: Delta): boolean {
  const local = select(home.db, versions, 'WHERE kind = ? AND id = ?').get(kind, delta.id);
  if (local?.dirty) {
    meetUnsent(home, kind, delta, local);
    return false;
  }
  if (local && order(delta, local) === 0) return false;
  const taken = takeDelta(home, kind, delta);
  if (!taken) defer(home.db, kind, delta);
  return taken;
}

/** The server judges a change that was not sent yet; a greater version waits until it has. */
function meetUnsent(home: Home, kind: Kind, delta: Delta, local: Version): void {
  const ahead = order(delta, local);
  if (ahead > 0) defer(home.db, kind, delta);
  if (ahead === 0 && sameContents(home, delta, local)) markAsSent(home, kind, delta);
}

/** By the greater (updated_at, device); SQLite compares devices byte for byte, and so does this. */
function order(delta: Delta, local: Version): number {
  if (delta.updated_at !== local.updated_at) return delta.updated_at - local.updated_at;
  return Buffer.compare(Buffer.from(delta.device ?? ''), Buffer.from(local.device_id));
}

/** An original and its copy may have written two versions under one name. */
function sameContents(home: Home, delta: Delta, local: Version): boolean {
  if (local.deleted || delta.action === 'delete') {
    return Boolean(local.deleted) === (delta.action === 'delete');
  }
  try {
    return isDeepStrictEqual(recordKinds[local.kind].read(home, local.id), delta.data);
  } catch {
    return false; // What cannot be read is offered, and refused by its name.
  }
}

/** After starting over the server often holds already what the home is about to offer. */
function markAsSent(home: Home, kind: Kind, delta: Delta): void {
  const clean = 'UPDATE versions SET dirty = 0, known = 1 WHERE kind = ? AND id = ?';
  statement(home.db, clean).run(kind, delta.id);
  dropDeferred(home.db, kind, delta.id);
  if (delta.action !== 'delete') recordKinds[kind].agreed?.(home, delta.id, delta.data);
}
