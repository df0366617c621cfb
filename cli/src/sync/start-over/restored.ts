/** Makes a database that comes from a backup fit to sync: it knows less than it once told, and less than its cursor says. */
import { randomUUID } from 'node:crypto';
import type { Day } from '../../../../src/lib/time/days.ts';
import type { Auth } from '../../home/auth-file.ts';
import type { Database } from '../../home/sqlite.ts';
import { apply, getState, setState } from '../../home/sync-state.ts';
import { offerEverything } from '../answer.ts';
import { adoptWithin } from './adopt.ts';

/** That this home, and no copy of it, syncs as its device. */
export interface Marks {
  mark: string | null;
  marks_tried: string | null;
  marks_left: string | null;
}

/** The marks of the home that is about to be replaced, where it syncs as `auth`. */
export function marksOf(db: Database, auth: Auth | null): Marks | null {
  const same =
    getState(db, 'user_id') === auth?.user_id && getState(db, 'endpoint') === auth.endpoint;
  if (!same) return null;
  return {
    mark: getState(db, 'mark'),
    marks_tried: getState(db, 'marks_tried'),
    marks_left: getState(db, 'marks_left'),
  };
}

export interface Restoring {
  /** The sign-in that the home has now; null where there is none. */
  auth: Auth | null;
  /** Unix ms. */
  now: number;
  /** What the home that is replaced left at the server (docs/decisions/055-copied-homes.md); null where that is not known. */
  marks: Marks | null;
  /** The learner's day, on which no backup of the restored state is made by itself: it would replace a better one. */
  today: Day;
  /** Whether each restored record counts as a new edit, which the next sync puts in place of the server's. */
  asEdits: boolean;
}

/** See docs/decisions/082-what-a-restored-home-syncs.md. */
export function prepareRestored(
  db: Database,
  { auth, marks, now, today, asEdits }: Restoring,
): void {
  apply(db, () => {
    // The cursor belongs to a later state: everything is fetched, and offered, from the start.
    offerEverything({ db }, null);
    if (auth) adoptWithin({ db }, auth);
    // What it writes before its next sync must not pass for something that knew the device's own later versions.
    const author = `restored-${randomUUID()}`;
    setState(db, 'device_id', author);
    setState(db, 'mark', marks?.mark ?? null);
    setState(db, 'marks_tried', marks?.marks_tried ?? null);
    setState(db, 'marks_left', marks?.marks_left ?? null);
    setState(db, 'parted_from', null);
    setState(db, 'parted_at', null);
    db.exec('DELETE FROM held');
    for (const key of ['last_error', 'last_error_at', 'failures', 'next_sync_at'] as const) {
      setState(db, key, null);
    }
    setState(db, 'last_backup_day', today);
    if (!asEdits) return;
    db.prepare(
      'UPDATE versions SET updated_at = max(?, updated_at + 1), device_id = ? WHERE deleted = 0',
    ).run(now, author);
  });
}
