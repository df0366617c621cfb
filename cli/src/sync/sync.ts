/** Rounds with the server until both sides have everything. The rules: docs/sync-protocol.md. */
import { randomUUID } from 'node:crypto';
import { countText, minutesText } from '../../../src/lib/format.ts';
import { type Conflict, PROTOCOL, SignedIn, SyncResponse } from '../../../src/lib/wire.ts';
import type { Auth } from '../home/auth-file.ts';
import type { Home } from '../home/home.ts';
import { withLock } from '../home/lock.ts';
import { travelling } from '../home/settings.ts';
import { apply, cursorOf, getState, setState } from '../home/state.ts';
import { type PlanProblem, scanPlans } from '../plans/scan.ts';
import { becomeOwnDevice } from './adopt.ts';
import { applyAnswer, offerAgain, pullAgain, startOver } from './apply.ts';
import { answerInvalid, post } from './client.ts';
import { collectPage, versionKey } from './collect.ts';
import { droppedConflicts, openConflicts } from './conflicts.ts';
import { anythingHeld, releaseHeld } from './held.ts';
import { type Bases, mergePlans, noteBases } from './merge.ts';
import { planNext } from './schedule.ts';
import { kinds, type Page, type Rejection } from './types.ts';
import { rescheduleNoted } from './unscheduled.ts';

export interface SyncOptions {
  /** Offers every record, not only the changed ones. */
  all?: boolean;
  /** Called after each page with what went each way so far. */
  progress?: (soFar: { pushed: number; pulled: number }) => void;
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
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** Throws `home_busy`, and whatever `post` throws; the pages before that are stored on both sides. */
export async function sync(home: Home, auth: Auth, options: SyncOptions = {}): Promise<SyncResult> {
  return withLock(home.paths.lock, LOCK_WAIT_MS, async () => {
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
  { all, progress }: SyncOptions,
): Promise<SyncResult> {
  const result: SyncResult = {
    pushed: 0,
    pulled: 0,
    conflicts: 0,
    rejected: [],
    plans_left_alone: [],
  };
  const skip = new Set<string>();
  const bases: Bases = new Map();
  const met: Conflict[] = [];
  let auth = signedIn;
  let restarts = 0;
  let idle = 0;
  result.plans_left_alone = scanPlans(home);
  if (all) offerAgain(home);
  pullAgain(home);
  for (;;) {
    if (anythingHeld(home)) apply(home.db, () => releaseHeld(home));
    const page = collectPage(home, auth.device_id, skip);
    addRejections(result, page.refused, page, skip);
    noteBases(home, page, bases);
    const answer = await exchange(home, auth, page);
    if (answer.reset || answer.copied) {
      restarts += 1;
      if (restarts > 3) throw answerInvalid(auth.endpoint, 'it starts over again and again');
      if (answer.copied) auth = await partFromCopy(home, auth);
      else startOver(home, answer);
      continue;
    }
    idle = page.sent.length === 0 && answer.cursor <= cursorOf(home.db) ? idle + 1 : 0;
    if (answer.more && idle > 3) throw answerInvalid(auth.endpoint, 'it never comes to an end');
    const taken = applyAnswer(home, page, answer);
    addRejections(result, answer.rejected, page, skip);
    result.pushed += page.sent.length - answer.rejected.length;
    result.pulled += taken.pulled;
    met.push(...taken.conflicts);
    progress?.(result);
    const followUps = () => mergePlans(home, met.splice(0), bases) + rescheduleNoted(home);
    if (isLast(page, answer) && followUps() === 0) {
      // Once more: a file that was gone may have been one that this run took away.
      result.plans_left_alone = scanPlans(home);
      result.conflicts = openConflicts(home.db).length;
      return result;
    }
    result.plans_left_alone = scanPlans(home);
  }
}

/** Whether neither side has more to say. */
function isLast(page: Page, answer: SyncResponse): boolean {
  return !page.more && !answer.more && (page.conflicts?.next ?? null) === null;
}

/** Another home syncs as this device, so this one, its copy, becomes a device of its own. */
async function partFromCopy(home: Home, auth: Auth): Promise<Auth> {
  const signedIn = await post(auth, '/api/devices', {}, SignedIn);
  const own = { ...auth, ...signedIn };
  becomeOwnDevice(home, own);
  home.warn(
    'Another copy of this home syncs as well, so this one became a device of its own. Nothing is lost: samedi devices shows both.',
  );
  return own;
}

/** The mark to leave with the next round, stored before it is sent: the same until an answer came. */
function nextMark(home: Home): string {
  const waiting = getState(home.db, 'next_mark');
  if (waiting !== null) return waiting;
  const mark = randomUUID();
  apply(home.db, () => setState(home.db, 'next_mark', mark));
  return mark;
}

async function exchange(home: Home, auth: Auth, page: Page): Promise<SyncResponse> {
  const settings = changedSettings(home);
  const conflicts = [...droppedConflicts(home.db), ...(page.conflicts?.conflicts ?? [])];
  const request = {
    protocol: PROTOCOL,
    epoch: getState(home.db, 'epoch'),
    cursor: cursorOf(home.db),
    marks: { last: getState(home.db, 'mark'), next: nextMark(home) },
    ...page.deltas,
    ...(conflicts.length > 0 && { conflicts }),
    ...(settings && { settings: JSON.parse(settings) }),
  };
  const sentAt = home.now();
  const answer = await post(auth, '/api/sync', request, SyncResponse);
  for (const kind of kinds) {
    const nameless = answer[kind].find((delta) => delta.device === undefined);
    if (nameless) throw answerInvalid(auth.endpoint, `${kind} ${nameless.id} has no device`);
  }
  if (settings && !answer.reset && !answer.copied)
    apply(home.db, () => setState(home.db, 'settings', settings));
  warnOfClock(home, answer.server_time - (sentAt + home.now()) / 2);
  return answer;
}

/** The learner's own settings as JSON, where the server has not heard of them; else null. */
function changedSettings(home: Home): string | null {
  if (!home.settings.chosen) return null;
  const text = JSON.stringify(travelling(home.settings));
  return text === getState(home.db, 'settings') ? null : text;
}

const warned = new WeakSet<Home>();

function warnOfClock(home: Home, aheadMs: number): void {
  if (Math.abs(aheadMs) <= CLOCK_TOLERANCE_MS || warned.has(home)) return;
  warned.add(home);
  const minutes = Math.round(Math.abs(aheadMs) / 60_000);
  const days = Math.floor(minutes / 1440);
  const off = days > 1 ? countText(days, 'day') : minutesText(minutes);
  home.warn(
    `This computer's clock is ${off} ${aheadMs > 0 ? 'behind' : 'ahead of'} the server's. Sync works all the same, but days and times here may be wrong.`,
  );
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
