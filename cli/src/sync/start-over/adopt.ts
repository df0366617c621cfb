/** Makes a home the device that a server just signed in. */
import type { Auth } from '../../home/auth-file.ts';
import type { Home } from '../../home/home.ts';
import type { Database } from '../../home/sqlite.ts';
import { getState, identity, setState } from '../../home/sync-state.ts';
import { untrackedChange } from '../../home/tracking.ts';
import { offerEverything } from './start-over.ts';

export type Adoption = 'first' | 'same' | 'other';

/**
 * `first`: what was made here before the sign-in belongs to the new device. `same`: the account is
 * the same, and its history goes on. `other`: another account or server knows nothing of this home
 * and is offered everything.
 */
export function adopt(home: Pick<Home, 'db'>, auth: Auth): Adoption {
  return untrackedChange(home.db, () => adoptWithin(home, auth));
}

/** As `adopt`, within the caller's transaction. */
export function adoptWithin(home: Pick<Home, 'db'>, auth: Auth): Adoption {
  const { db } = home;
  const adoption = adoptionBy(db, auth);
  if (adoption === 'first') {
    // The home sent nothing under the name that it gave itself, so the device's can take its place.
    const local = getState(db, identity.deviceId);
    db.prepare('UPDATE versions SET device_id = ? WHERE device_id = ?').run(auth.device_id, local);
  }
  if (adoption === 'other') {
    setDeletionsAside(db);
    offerEverything(home);
    db.exec('DELETE FROM plan_bases; DELETE FROM conflicts;');
    putDeletionsBack(db, auth);
  }
  setState(db, identity.deviceId, auth.device_id);
  setState(db, identity.userId, auth.user_id);
  setState(db, identity.endpoint, auth.endpoint);
  return adoption;
}

/** What was deleted for one account is none of the other's: what the first has not heard yet waits for it. */
function setDeletionsAside(db: Database): void {
  db.prepare(
    `INSERT OR REPLACE INTO deletions_aside (endpoint, user_id, kind, id, updated_at, device_id, version, past)
     SELECT ?, ?, kind, id, updated_at, device_id, version, past FROM versions WHERE deleted = 1 AND dirty = 1`,
  ).run(getState(db, identity.endpoint), getState(db, identity.userId));
  db.exec('DELETE FROM versions WHERE deleted = 1');
}

/** A record that was made again meanwhile stays. */
function putDeletionsBack(db: Database, { endpoint, user_id }: Auth): void {
  db.prepare(
    `INSERT OR IGNORE INTO versions (kind, id, updated_at, device_id, dirty, deleted, version, past)
     SELECT kind, id, updated_at, device_id, 1, 1, version, past FROM deletions_aside
     WHERE endpoint = ? AND user_id = ?`,
  ).run(endpoint, user_id);
  db.prepare('DELETE FROM deletions_aside WHERE endpoint = ? AND user_id = ?').run(
    endpoint,
    user_id,
  );
}

function adoptionBy(db: Database, auth: Auth): Adoption {
  if (getState(db, identity.userId) === null) return 'first';
  return isAccountOf(db, auth) ? 'same' : 'other';
}

/** Whether the home last synced as this learner at this server. */
export function isAccountOf(db: Database, { user_id, endpoint }: Auth): boolean {
  return getState(db, identity.userId) === user_id && getState(db, identity.endpoint) === endpoint;
}
