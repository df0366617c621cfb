/** A sync of this home: one at a time, and remembered as it went. */

import { requireSignIn } from '../client/target.ts';
import type { Home } from '../home/home.ts';
import { withLock } from '../home/lock.ts';
import { setState, syncRuns } from '../home/sync-state.ts';
import { untrackedChange } from '../home/tracking.ts';
import { runRounds, type SyncOptions, type SyncResult } from './rounds.ts';
import { planNext } from './schedule.ts';

/** How long a sync waits for another one on this home, in milliseconds. */
const LOCK_WAIT_MS = 10_000;

/**
 * Throws `not_signed_in`, `home_busy`, and whatever `post` throws; the pages before that are stored
 * on both sides.
 */
export async function sync(home: Home, options: SyncOptions = {}): Promise<SyncResult> {
  return withLock(home.paths.lock, LOCK_WAIT_MS, async () => {
    // Read within the lock: another sync may have made this home another device.
    const auth = requireSignIn(home);
    try {
      const result = await runRounds(home, auth, options);
      noteOutcome(home, null);
      return result;
    } catch (error) {
      noteFailure(home, error);
      throw error;
    }
  });
}

function noteFailure(home: Home, error: unknown): void {
  try {
    noteOutcome(home, error instanceof Error ? error.message : String(error));
  } catch {
    // A disk that is full, say: then the first error is the one to show.
  }
}

function noteOutcome(home: Home, error: string | null): void {
  const { db } = home;
  untrackedChange(db, () => {
    if (error === null) setState(db, syncRuns.lastAt, home.now());
    setState(db, syncRuns.lastError, error);
    setState(db, syncRuns.lastErrorAt, error === null ? null : home.now());
    planNext(home, error === null);
  });
}
