/** Makes this home's record what another device's version says. */
import type { Delta } from '../../../../src/lib/wire/deltas.ts';
import type { Kind } from '../../../../src/lib/wire/kinds.ts';
import type { Home } from '../../home/home.ts';
import { put } from '../../home/rows.ts';
import { versions } from '../../home/schema/tables.ts';
import { recordKinds } from '../../kinds/kinds.ts';
import { pastText } from '../versions.ts';

/** Stores `delta` and its version, within the caller's transaction. False where that has to wait. */
export function takeDelta(home: Home, kind: Kind, delta: Delta): boolean {
  const { id, updated_at, version } = delta;
  const data = delta.action === 'delete' ? null : delta.data;
  if (!recordKinds[kind].take(home, id, data, updated_at)) return false;
  put(home.db, versions, {
    ...{ kind, id, updated_at, device_id: delta.device ?? '', dirty: 0 },
    ...{ deleted: data === null ? 1 : 0, version, past: pastText(delta.past) },
  });
  if (data !== null) recordKinds[kind].agreed?.(home, id, version, data);
  return true;
}
