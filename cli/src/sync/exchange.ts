/** The request of one round, and what its answer tells besides the records. */
import { SamediError } from '../../../src/lib/errors.ts';
import { countText, minutesText } from '../../../src/lib/text/format.ts';
import { kinds } from '../../../src/lib/wire/kinds.ts';
import { PROTOCOL, type SyncRequest, SyncResponse } from '../../../src/lib/wire/sync.ts';
import { answerInvalid } from '../client/answers.ts';
import { post } from '../client/requests.ts';
import type { Auth } from '../home/auth-file.ts';
import type { Home } from '../home/home.ts';
import type { Database } from '../home/sqlite.ts';
import {
  cursorOf,
  getState,
  identity,
  serverHistory,
  setState,
  syncRuns,
  told,
} from '../home/sync-state.ts';
import { untrackedChange } from '../home/tracking.ts';
import { droppedConflicts } from './conflicts/round.ts';
import type { Page } from './page.ts';

const CLOCK_TOLERANCE_MS = 5 * 60_000;

/**
 * Sends `page` and returns the answer; with null it fetches, and tells the server nothing. Throws
 * `home_busy`, and whatever `post` throws.
 */
export async function exchange(home: Home, auth: Auth, page: Page | null): Promise<SyncResponse> {
  const settings = page && changedSettings(home);
  const conflicts = page
    ? [...droppedConflicts(home.db), ...(page.conflicts?.conflicts ?? [])]
    : [];
  const device = getState(home.db, identity.deviceId);
  const request = {
    protocol: PROTOCOL,
    epoch: getState(home.db, serverHistory.epoch),
    cursor: cursorOf(home.db),
    known: knownHead(home.db),
    ...page?.deltas,
    ...(conflicts.length > 0 && { conflicts }),
    ...(settings && { settings: JSON.parse(settings) }),
  };
  const sentAt = home.now();
  const answer = await post(auth, '/api/sync', request, SyncResponse);
  if (getState(home.db, identity.deviceId) !== device) throw signedInAnew();
  for (const kind of kinds) {
    const nameless = answer[kind].find((delta) => delta.device === undefined);
    if (nameless) throw answerInvalid(auth.endpoint, `${kind} ${nameless.id} has no device`);
  }
  if (settings && !answer.reset)
    untrackedChange(home.db, () => setState(home.db, told.settings, settings));
  warnOfClock(home, answer.server_time - (sentAt + home.now()) / 2);
  return answer;
}

/** The home was another device when it asked, so nothing of the answer belongs to it. */
function signedInAnew(): SamediError {
  return new SamediError('home_busy', 'This home was signed in anew while it synced.', {
    next: 'Run: samedi sync',
  });
}

function knownHead(db: Database): SyncRequest['known'] {
  const known = getState(db, serverHistory.known)?.split(' ').map(Number);
  return known ? { head: known[0]!, digest: known[1]! } : null;
}

/** The learner's own settings as JSON, where the server has not heard of them; else null. */
function changedSettings(home: Home): string | null {
  if (!home.settings.chosen) return null;
  const text = JSON.stringify(home.settings.travelling);
  return text === getState(home.db, told.settings) ? null : text;
}

const warned = new WeakSet<Home>();

/** Stores it for `sync status` as well: a round that runs by itself has nobody to tell. */
function warnOfClock(home: Home, aheadMs: number): void {
  const off = Math.abs(aheadMs) > CLOCK_TOLERANCE_MS ? Math.round(aheadMs / 60_000) : null;
  const known = getState(home.db, syncRuns.clockBehindMinutes);
  if (known !== off) {
    untrackedChange(home.db, () => setState(home.db, syncRuns.clockBehindMinutes, off));
  }
  if (off === null || warned.has(home)) return;
  warned.add(home);
  home.warn(clockText(off));
}

/** `minutes` that the clock here is behind the server's, or below 0 ahead of it. */
export function clockText(minutes: number): string {
  const days = Math.floor(Math.abs(minutes) / 1_440);
  const off = days > 1 ? countText(days, 'day') : minutesText(Math.abs(minutes));
  const how = minutes > 0 ? 'behind' : 'ahead of';
  return `This computer's clock is ${off} ${how} the server's. Sync works all the same, but days and times here may be wrong.`;
}
