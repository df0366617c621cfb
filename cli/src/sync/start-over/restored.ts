/**
 * Makes a database from a backup fit to sync. It has forgotten what this device told the server
 * since, so its cursor promises too much: docs/decisions/082-what-a-restored-home-syncs.md.
 */
import { randomUUID } from 'node:crypto';
import type { Day } from '../../../../src/lib/time/days.ts';
import type { Auth } from '../../home/auth-file.ts';
import type { Database } from '../../home/sqlite.ts';
import { backupRuns, identity, setState, syncRuns } from '../../home/sync-state.ts';
import { untrackedChange } from '../../home/tracking.ts';
import { type HomeMarks, homeMarks, setHomeMarks } from '../copied-home/marks.ts';
import { forgetParting } from '../copied-home/parting.ts';
import { adoptWithin, isAccountOf } from './adopt.ts';
import { offerEverything } from './start-over.ts';

/** The marks of the home that a backup is about to replace, where that home syncs as `auth`. */
export function marksOf(db: Database, auth: Auth | null): HomeMarks | null {
  return auth && isAccountOf(db, auth) ? homeMarks(db) : null;
}

export interface Restoring {
  /** The sign-in that the home has now; null where there is none. */
  auth: Auth | null;
  /** Unix ms. */
  now: number;
  /** Of the home that is replaced: with them the restored one is no copy. Null where unknown. */
  marks: HomeMarks | null;
  /** The learner's day. On it no backup is made by itself: it would replace a better one. */
  today: Day;
  /** Whether each restored record counts as a new edit, which wins over the server's version. */
  asEdits: boolean;
}

export function prepareRestored(
  db: Database,
  { auth, marks, now, today, asEdits }: Restoring,
): void {
  untrackedChange(db, () => {
    offerEverything({ db }, null);
    if (auth) adoptWithin({ db }, auth);
    // Under the device's own name, a change made before the next sync would pass for the successor
    // of what the device wrote after the backup.
    const author = `restored-${randomUUID()}`;
    setState(db, identity.deviceId, author);
    setHomeMarks(db, marks);
    forgetParting(db);
    db.exec('DELETE FROM held');
    forgetRuns(db, today);
    if (!asEdits) return;
    db.prepare(
      'UPDATE versions SET updated_at = max(?, updated_at + 1), device_id = ? WHERE deleted = 0',
    ).run(now, author);
  });
}

function forgetRuns(db: Database, today: Day): void {
  setState(db, syncRuns.lastError, null);
  setState(db, syncRuns.lastErrorAt, null);
  setState(db, syncRuns.failures, 0);
  setState(db, syncRuns.nextAt, null);
  setState(db, backupRuns.lastDay, today);
}
