/** When the next sync runs by itself. */
import { existsSync } from 'node:fs';
import type { Home } from '../home/home.ts';
import { getState, setState, syncRuns } from '../home/sync-state.ts';

export const MINUTE_MS = 60_000;
const LONGEST_WAIT_MS = 30 * MINUTE_MS;
/** The longest interval. A sync that is planned further ahead was planned by another clock. */
const FURTHEST_MS = 1_440 * MINUTE_MS;

/**
 * Milliseconds to wait after so many failures in a row: 1 minute, doubled each time, 30 minutes at
 * most. `random` (0 to 1) takes up to half of it away, so that homes which failed together do not
 * come back together.
 */
export function waitAfter(failures: number, random: number): number {
  const wait = Math.min(MINUTE_MS * 2 ** (failures - 1), LONGEST_WAIT_MS);
  return wait * (1 - random / 2);
}

/** Stores when the next sync is due. Within the caller's transaction. */
export function planNext(home: Home, succeeded: boolean): void {
  const failures = succeeded ? 0 : getState(home.db, syncRuns.failures) + 1;
  const interval = (home.settings.syncEveryMinutes ?? 30) * MINUTE_MS;
  const wait = succeeded ? interval : waitAfter(failures, Math.random());
  setState(home.db, syncRuns.failures, failures);
  setState(home.db, syncRuns.nextAt, Math.round(home.now() + wait));
}

/** When the next sync runs by itself, Unix ms; null where none will. */
export function nextSyncAt(home: Home): number | null {
  if (home.settings.syncEveryMinutes === null || !existsSync(home.paths.auth)) return null;
  const planned = getState(home.db, syncRuns.nextAt) ?? 0;
  const clockWasMoved = planned - home.now() > FURTHEST_MS;
  return clockWasMoved ? 0 : planned;
}
