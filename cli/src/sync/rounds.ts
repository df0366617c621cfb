/** Rounds with the server until both sides have everything. The rules: docs/sync-protocol.md. */
import type { Conflict } from '../../../src/lib/wire/conflicts.ts';
import type { Rejection, SyncResponse } from '../../../src/lib/wire/sync.ts';
import type { Auth } from '../home/auth-file.ts';
import type { Home } from '../home/home.ts';
import { untrackedChange } from '../home/tracking.ts';
import { type PlanProblem, scanPlans } from '../plans/scan.ts';
import { acknowledgeOnly, applyAnswer, type Taken } from './answer.ts';
import { openConflicts } from './conflicts/conflicts.ts';
import { mergeConflicts, noteOffered, type Offered } from './conflicts/merge.ts';
import { isCopy, partFromOriginal } from './copied-home/part.ts';
import { isParting, takeWhileParting } from './copied-home/parting.ts';
import { anythingDeferred, takeDeferred } from './deltas/deferred.ts';
import { rescheduleNoted } from './deltas/reschedule.ts';
import { exchange } from './exchange.ts';
import { measure, patienceWith } from './measure.ts';
import { collectPage, emptyPage, type Page, versionKey } from './page.ts';
import { fetchAgainIfUpgraded, offerAgain, startOver } from './start-over/start-over.ts';

export type Direction = 'both' | 'push' | 'pull';

export interface SyncOptions {
  /** Offers every record, not only the changed ones. */
  all?: boolean;
  /**
   * `both` by default. `pull` sends nothing: unsent changes stay, and newer versions of the same
   * records are deferred. `push` fetches nothing, until something that it sent meets a change from
   * elsewhere: that has to be settled here, so from then on it is `both`.
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

export async function runRounds(
  home: Home,
  auth: Auth,
  { all, direction = 'both', progress }: SyncOptions,
): Promise<SyncResult> {
  const plans_left_alone = scanPlans(home);
  if (all) offerAgain(home);
  fetchAgainIfUpgraded(home);
  const run: Run = {
    ...{ home, auth, direction, sendOnly: direction === 'push', progress },
    ...{ skip: new Set(), offered: new Map(), met: [] },
    ...{ patience: patienceWith(home, auth), doneOf: measure(home) },
    result: { pushed: 0, pulled: 0, conflicts: 0, rejected: [], plans_left_alone },
  };
  while ((await runRound(run)) === 'go on');
  return run.result;
}

/** What the rounds of one sync share. */
interface Run {
  home: Home;
  /** Of this device, which is another one after a copy has parted. */
  auth: Auth;
  direction: Direction;
  sendOnly: boolean;
  progress: SyncOptions['progress'];
  /** Versions that were rejected or refused: they are not offered again in this run. */
  skip: Set<string>;
  offered: Offered;
  /** Conflicts that this run heard of, and has not tried to merge. */
  met: Conflict[];
  patience: ReturnType<typeof patienceWith>;
  doneOf: ReturnType<typeof measure>;
  result: SyncResult;
}

async function runRound(run: Run): Promise<'go on' | 'done'> {
  const { home, result } = run;
  if (anythingDeferred(home.db)) untrackedChange(home.db, () => takeDeferred(home));
  const parting = isParting(home.db);
  const tells = run.direction !== 'pull' && !parting;
  const page = tells ? collectPage(home, run.auth.device_id, run.skip) : emptyPage();
  addRejections(run, page.refused, page);
  noteOffered(home, page, run.offered);
  const answer = await exchange(home, run.auth, tells ? page : null);
  if (answer.reset || answer.copied) {
    await beginAnew(run, answer);
    return 'go on';
  }
  run.patience.answers(page, answer);
  take(run, page, answer);
  if (parting) return 'go on';
  const done = isLast(run, page, answer) && followUps(run) === 0;
  // Again: a file that was gone may have been one that this run took away.
  result.plans_left_alone = scanPlans(home);
  if (done) result.conflicts = openConflicts(home.db).length;
  return done ? 'done' : 'go on';
}

/** The server took nothing. */
async function beginAnew(run: Run, answer: SyncResponse): Promise<void> {
  run.patience.startsOver();
  run.offered.clear();
  if (isCopy(run.home, answer)) run.auth = await partFromOriginal(run.home, run.auth, answer);
  else startOver(run.home, answer);
}

function take(run: Run, page: Page, answer: SyncResponse): void {
  const { result } = run;
  run.sendOnly &&= answer.stale.length + answer.conflicts.length === 0;
  const taken = takeIn(run, page, answer);
  addRejections(run, answer.rejected, page);
  result.pushed += page.sent.length - answer.rejected.length;
  result.pulled += taken.pulled;
  run.met.push(...taken.conflicts);
  run.progress?.({ ...result, done: run.doneOf(result.pushed, answer) });
}

function takeIn({ home, sendOnly }: Run, page: Page, answer: SyncResponse): Taken {
  if (isParting(home.db)) return takeWhileParting(home, page, answer);
  return sendOnly ? acknowledgeOnly(home, page, answer) : applyAnswer(home, page, answer);
}

/** Whether neither side has more to say, or this one where it only sends. */
function isLast({ sendOnly }: Run, page: Page, answer: SyncResponse): boolean {
  return !page.more && (sendOnly || !answer.more) && (page.conflicts?.next ?? null) === null;
}

/** Does what needs the whole history here. Returns how much of it the server has to hear. */
function followUps({ home, met, offered }: Run): number {
  return mergeConflicts(home, met.splice(0), offered) + rescheduleNoted(home);
}

/** Names what was not taken, and skips it in this run. It stays a change to be sent. */
function addRejections({ result, skip }: Run, rejections: readonly Rejection[], page: Page): void {
  for (const rejection of rejections) {
    const { kind, id } = rejection;
    const known = result.rejected.some((other) => other.kind === kind && other.id === id);
    if (!known) result.rejected.push(rejection);
    for (const version of page.sent) {
      if (version.kind === kind && version.id === id) skip.add(versionKey(version));
    }
  }
}
