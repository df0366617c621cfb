/**
 * Makes a database from a backup fit to sync. It is older than what this device told the server since, and needs no
 * more than its own cursor and versions: their pasts tell what follows on what.
 * docs/decisions/082-what-a-restored-home-syncs.md.
 */
import type { Day } from '../../../../src/lib/time/days.ts';
import type { Auth } from '../../home/auth-file.ts';
import { editPast } from '../../home/schema/triggers.ts';
import type { Database } from '../../home/sqlite.ts';
import { backupRuns, getState, identity, setState, syncRuns } from '../../home/sync-state.ts';
import { untrackedChange } from '../../home/tracking.ts';
import { adoptWithin } from './adopt.ts';

export interface Restoring {
  /** The sign-in that the home has now; null where there is none. */
  auth: Auth | null;
  /** Unix ms. */
  now: number;
  /** The learner's day. On it no backup is made by itself: it would replace a better one. */
  today: Day;
  /** Whether each restored record counts as a new edit, which wins over the server's version. */
  asEdits: boolean;
}

export function prepareRestored(db: Database, { auth, now, today, asEdits }: Restoring): void {
  untrackedChange(db, () => {
    if (auth) adoptWithin({ db }, auth);
    forgetRuns(db, today);
    if (!asEdits) return;
    db.prepare(
      `UPDATE versions SET updated_at = max(?, updated_at + 1), device_id = ?, dirty = 1, past = ${editPast}, version = NULL
       WHERE deleted = 0`,
    ).run(now, getState(db, identity.deviceId));
  });
}

function forgetRuns(db: Database, today: Day): void {
  setState(db, syncRuns.lastError, null);
  setState(db, syncRuns.lastErrorAt, null);
  setState(db, syncRuns.failures, 0);
  setState(db, syncRuns.nextAt, null);
  setState(db, backupRuns.lastDay, today);
}
