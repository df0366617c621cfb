/** Makes a home the device that a server just signed in. */
import type { Auth } from '../home/auth-file.ts';
import type { Home } from '../home/home.ts';
import { apply, getState, setState } from '../home/state.ts';
import { offerEverything } from './apply.ts';

export type Adoption = 'first' | 'same' | 'other';

/**
 * `first`: what was made before belongs to this device. `same`: the same account again, whose history goes on.
 * `other`: another account or server, which is offered everything and knows nothing.
 */
export function adopt(home: Home, auth: Auth): Adoption {
  const { db } = home;
  return apply(db, () => {
    const before = getState(db, 'user_id');
    const same = before === auth.user_id && getState(db, 'endpoint') === auth.endpoint;
    const adoption = before === null ? 'first' : same ? 'same' : 'other';
    if (adoption === 'first') {
      // Nothing was ever sent under the home's own, local name, so the new one can take its place.
      const local = getState(db, 'device_id');
      db.prepare('UPDATE versions SET device_id = ? WHERE device_id = ?').run(
        auth.device_id,
        local,
      );
    }
    if (adoption === 'other') {
      offerEverything(home, null);
      setState(db, 'settings', null);
      // What was deleted for one account is none of the other's.
      db.exec(`DELETE FROM versions WHERE deleted = 1; UPDATE versions SET known = 0;
        UPDATE plan_files SET synced_content = NULL; DELETE FROM conflicts; DELETE FROM held;`);
    }
    setState(db, 'device_id', auth.device_id);
    setState(db, 'user_id', auth.user_id);
    setState(db, 'endpoint', auth.endpoint);
    return adoption;
  });
}
