/** This computer's clock, by what the home remembers. */
import type { Home } from '../home/home.ts';
import { getState, syncRuns } from '../home/sync-state.ts';
import type { Finding } from './finding.ts';

/** Nobody has run this program before. */
const EARLIEST = Date.UTC(2024, 0, 1);
const TOLERANCE_MS = 5 * 60_000;

export function findInClock({ db, now }: Home): Finding[] {
  const lastSync = getState(db, syncRuns.lastAt) ?? 0;
  if (now() > Math.max(EARLIEST, lastSync - TOLERANCE_MS)) return [];
  const shown = new Date(now()).toISOString().slice(0, 16).replace('T', ' ');
  const reason = lastSync > now() ? 'which is before the last sync' : 'which cannot be';
  return [
    {
      message: `This computer's clock shows ${shown} UTC, ${reason}.`,
      next: 'Set it, or have the system set it by network time. Then check the last sessions: samedi session list',
    },
  ];
}
