/** Makes a home the device that a server just signed in. */
import type { Auth } from '../../home/auth-file.ts';
import type { Home } from '../../home/home.ts';
import type { Database } from '../../home/sqlite.ts';
import { apply, getState, setState } from '../../home/sync-state.ts';
import { offerEverything } from '../answer.ts';

export type Adoption = 'first' | 'same' | 'other';

/**
 * `first`: what was made before belongs to this device. `same`: the same account again, whose history goes on.
 * `other`: another account or server, which is offered everything and knows nothing.
 */
export function adopt(home: Pick<Home, 'db'>, auth: Auth): Adoption {
  return apply(home.db, () => adoptWithin(home, auth));
}

/** As `adopt`, within the caller's transaction. */
export function adoptWithin(home: Pick<Home, 'db'>, auth: Auth): Adoption {
  const { db } = home;
  const before = getState(db, 'user_id');
  const same = before === auth.user_id && getState(db, 'endpoint') === auth.endpoint;
  const adoption = before === null ? 'first' : same ? 'same' : 'other';
  if (adoption === 'first') {
    // Nothing was ever sent under the home's own, local name, so the new one can take its place.
    const local = getState(db, 'device_id');
    db.prepare('UPDATE versions SET device_id = ? WHERE device_id = ?').run(auth.device_id, local);
  }
  if (adoption === 'other') {
    offerEverything(home, null);
    // What was deleted for one account is none of the other's.
    db.exec(`DELETE FROM versions WHERE deleted = 1; UPDATE versions SET known = 0;
      UPDATE plan_files SET synced_content = NULL; DELETE FROM conflicts; DELETE FROM held;`);
  }
  becomeDevice(db, auth);
  setState(db, 'user_id', auth.user_id);
  setState(db, 'endpoint', auth.endpoint);
  return adoption;
}

/** Marks belong to the device, so a new one has none. */
export function becomeDevice(db: Database, auth: Auth): void {
  setState(db, 'device_id', auth.device_id);
  setState(db, 'mark', null);
  setState(db, 'marks_tried', null);
  setState(db, 'marks_left', null);
}
