/** Rounds with the server until both sides have everything. The rules: docs/sync-protocol.md. */

import type { Conflict } from '../../../src/lib/wire/conflicts.ts';
import type { Rejection, SyncResponse } from '../../../src/lib/wire/sync.ts';
import { answerInvalid } from '../client/requests.ts';
import { requireSignIn } from '../client/target.ts';
import type { Auth } from '../home/auth-file.ts';
import type { Home } from '../home/home.ts';
import { withLock } from '../home/lock.ts';
import { apply, cursorOf, setState } from '../home/sync-state.ts';
import { type PlanProblem, scanPlans } from '../plans/scan.ts';
import {
  acknowledgeOnly,
  applyAnswer,
  offerAgain,
  pullAgain,
  startOver,
  type Taken,
} from './answer.ts';
import { openConflicts } from './conflicts/conflicts.ts';
import { mergePlans, noteOffered, type Offered } from './conflicts/merge.ts';
import { isCopy, isParting, partFromCopy, takeInParting } from './copied-home/parting.ts';
import { anythingHeld, releaseHeld } from './deltas/deferred.ts';
import { rescheduleNoted } from './deltas/reschedule.ts';
import { exchange } from './exchange.ts';
import { collectPage, emptyPage, versionKey } from './page.ts';
import { planNext } from './schedule.ts';
import { changesWaiting } from './status.ts';
import type { Page } from './types.ts';

export type Direction = 'both' | 'push' | 'pull';

export interface SyncOptions {
  /** Offers every record, not only the changed ones. */
  all?: boolean;
  /**
   * `both` by default. `pull` sends nothing; an unsent change stays, and what is newer waits. `push` fetches nothing, but
   * where something that was sent met a change from elsewhere: from then on it is `both`, since that has to be settled here.
   */
  direction?: Direction;
  /** Called after each page. */
  progress?: (soFar: Progress) => void;
}

export interface Progress {
  /** Records that went each way so far. */
  pushed: number;
  pulled: number;
  /** Of all that there is to do, 0 to 1. */
  done: number;
}

export interface SyncResult {
  pushed: number;
  pulled: number;
  /** Open ones, after this sync. */
  conflicts: number;
  rejected: Rejection[];
  plans_left_alone: PlanProblem[];
}

/** How long a sync waits for another one on this home, in milliseconds. */
const LOCK_WAIT_MS = 10_000;

/**
 * Throws `not_signed_in`, `home_busy`, and whatever `post` throws; the pages before that are stored on both sides. The sign-in
 * is read once nobody else syncs: who did may have made this home another device.
 */
export async function sync(home: Home, options: SyncOptions = {}): Promise<SyncResult> {
  return withLock(home.paths.lock, LOCK_WAIT_MS, async () => {
    const auth = requireSignIn(home);
    try {
      const result = await rounds(home, auth, options);
      noteOutcome(home, null);
      return result;
    } catch (error) {
      noteFailure(home, error);
      throw error;
    }
  });
}

async function rounds(
  home: Home,
  signedIn: Auth,
  { all, direction = 'both', progress }: SyncOptions,
): Promise<SyncResult> {
  const result: SyncResult = {
    pushed: 0,
    pulled: 0,
    conflicts: 0,
    rejected: [],
    plans_left_alone: [],
  };
  const skip = new Set<string>();
  const offered: Offered = new Map();
  const met: Conflict[] = [];
  let auth = signedIn;
  let sendOnly = direction === 'push';
  const patience = patienceWith(home, auth);
  result.plans_left_alone = scanPlans(home);
  if (all) offerAgain(home);
  pullAgain(home);
  const doneOf = measure(home);
  for (;;) {
    if (anythingHeld(home)) apply(home.db, () => releaseHeld(home));
    const parting = isParting(home);
    const tells = direction !== 'pull' && !parting;
    const page = tells ? collectPage(home, auth.device_id, skip) : emptyPage();
    addRejections(result, page.refused, page, skip);
    noteOffered(home, page, offered);
    const answer = await exchange(home, auth, tells ? page : null);
    if (answer.reset || answer.copied) {
      patience.startsOver();
      offered.clear(); // Nothing of it was taken.
      if (isCopy(home, answer)) auth = await partFromCopy(home, auth, answer);
      else startOver(home, answer);
      continue;
    }
    patience.answers(page, answer);
    sendOnly &&= answer.stale.length + answer.conflicts.length === 0;
    const taken = takeIn(home, page, answer, sendOnly);
    addRejections(result, answer.rejected, page, skip);
    result.pushed += page.sent.length - answer.rejected.length;
    result.pulled += taken.pulled;
    met.push(...taken.conflicts);
    progress?.({ ...result, done: doneOf(result.pushed, answer) });
    if (parting) continue;
    const followUps = () => mergePlans(home, met.splice(0), offered) + rescheduleNoted(home);
    if (isLast(page, answer, sendOnly) && followUps() === 0) {
      // Once more: a file that was gone may have been one that this run took away.
      result.plans_left_alone = scanPlans(home);
      result.conflicts = openConflicts(home.db).length;
      return result;
    }
    result.plans_left_alone = scanPlans(home);
  }
}

function takeIn(home: Home, page: Page, answer: SyncResponse, sendOnly: boolean): Taken {
  if (isParting(home)) return takeInParting(home, page, answer);
  return sendOnly ? acknowledgeOnly(home, page, answer) : applyAnswer(home, page, answer);
}

/** Throws `server_answer_invalid` at a server with which a run would never end. */
function patienceWith(home: Home, { endpoint }: Auth) {
  let restarts = 0;
  let idle = 0;
  return {
    startsOver: () => {
      restarts += 1;
      if (restarts > 3) throw answerInvalid(endpoint, 'it starts over again and again');
    },
    answers: (page: Page, { cursor, more }: SyncResponse) => {
      idle = page.sent.length === 0 && cursor <= cursorOf(home.db) ? idle + 1 : 0;
      if (more && idle > 3) throw answerInvalid(endpoint, 'it never comes to an end');
    },
  };
}

/** Whether neither side has more to say, or this one where it only sends. */
function isLast(page: Page, answer: SyncResponse, sendOnly: boolean): boolean {
  return !page.more && (sendOnly || !answer.more) && (page.conflicts?.next ?? null) === null;
}

/**
 * How much of a run is done, 0 to 1: of what waited here when it began, and of the way from its cursor to the head, on which
 * what this run sent lies as well, and counts once.
 */
function measure(home: Home): (pushed: number, answer: SyncResponse) => number {
  const from = cursorOf(home.db);
  const waiting = changesWaiting(home.db);
  return (pushed, { cursor, head }) => {
    const all = waiting + Math.max(head - from - pushed, 0);
    return all === 0 ? 1 : Math.min(Math.max(pushed, cursor - from) / all, 1);
  };
}

/** Names what was not taken, and does not offer it again in this run. It stays a change to be sent. */
function addRejections(
  result: SyncResult,
  rejections: readonly Rejection[],
  page: Page,
  skip: Set<string>,
): void {
  for (const rejection of rejections) {
    const { kind, id } = rejection;
    const known = result.rejected.some((other) => other.kind === kind && other.id === id);
    if (!known) result.rejected.push(rejection);
    for (const version of page.sent) {
      if (version.kind === kind && version.id === id) skip.add(versionKey(version));
    }
  }
}

function noteFailure(home: Home, error: unknown): void {
  try {
    noteOutcome(home, error instanceof Error ? error.message : String(error));
  } catch {
    // A disk that is full, say: then the first error is the one to show.
  }
}

function noteOutcome(home: Home, error: string | null): void {
  apply(home.db, () => {
    if (error === null) setState(home.db, 'last_sync_at', home.now());
    setState(home.db, 'last_error', error);
    setState(home.db, 'last_error_at', error === null ? null : home.now());
    planNext(home, error === null);
  });
}
