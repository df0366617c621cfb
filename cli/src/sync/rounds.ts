/** Rounds with the server until both sides have everything. The rules: docs/sync-protocol.md. */
import type { Conflict } from '../../../src/lib/wire/conflicts.ts';
import type { Rejection, SyncResponse } from '../../../src/lib/wire/sync.ts';
import type { Auth } from '../home/auth-file.ts';
import type { Home } from '../home/home.ts';
import { getState, serverHistory, setState } from '../home/sync-state.ts';
import { untrackedChange } from '../home/tracking.ts';
import { type PlanProblem, scanPlans } from '../plans/scan.ts';
import { acknowledgeOnly, applyAnswer, type Taken } from './answer.ts';
import { openConflicts } from './conflicts/conflicts.ts';
import { forgetBases, mergeConflicts } from './conflicts/merge.ts';
import { rescheduleNoted } from './deltas/reschedule.ts';
import { exchange } from './exchange.ts';
import { measure, patienceWith } from './measure.ts';
import { collectPage, emptyPage, type Page, versionKey } from './page.ts';
import { offerAgain, startOver } from './start-over/start-over.ts';
import { changesWaiting } from './status.ts';
import { homeDigest, storeNames } from './versions.ts';

export type Direction = 'both' | 'push' | 'pull';

export interface SyncOptions {
  /** Offers every record, not only the changed ones. */
  all?: boolean;
  /**
   * `both` by default. `pull` sends nothing: unsent changes stay, and newer versions of the same
   * records come when those are offered. `push` fetches nothing, until something that it sent meets a change from
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
  const plans_left_alone = leftAlone(home);
  if (all) offerAgain(home);
  const run: Run = {
    ...{ home, auth, direction, sendOnly: direction === 'push', progress },
    ...{ skip: new Set(), met: [], compared: false },
    ...{ patience: patienceWith(home, auth), doneOf: measure(home) },
    result: { pushed: 0, pulled: 0, conflicts: 0, rejected: [], plans_left_alone },
  };
  while ((await runRound(run)) === 'go on');
  return run.result;
}

/** Plans that could not be read; other prose in their folder is none. */
function leftAlone(home: Home): PlanProblem[] {
  return scanPlans(home).filter(({ neverPlan }) => !neverPlan);
}

/** What the rounds of one sync share. */
interface Run {
  home: Home;
  auth: Auth;
  direction: Direction;
  sendOnly: boolean;
  progress: SyncOptions['progress'];
  /** Versions that were rejected or refused: they are not offered again in this run. */
  skip: Set<string>;
  /** Conflicts that this run heard of, and has not tried to merge. */
  met: Conflict[];
  /** Whether this run started over already because the sides held different things. */
  compared: boolean;
  patience: ReturnType<typeof patienceWith>;
  doneOf: ReturnType<typeof measure>;
  result: SyncResult;
}

async function runRound(run: Run): Promise<'go on' | 'done'> {
  const { home, result } = run;
  const tells = run.direction !== 'pull';
  const page = tells ? collectPage(home, run.auth.device_id, run.skip) : emptyPage();
  addRejections(run, page.refused, page);
  if (page.sent.length > 0) untrackedChange(home.db, () => storeNames(home.db, page.sent));
  const answer = await exchange(home, run.auth, tells ? page : null);
  if (answer.reset) {
    run.patience.startsOver();
    startOver(home);
    return 'go on';
  }
  run.patience.answers(page, answer);
  take(run, page, answer);
  const done = isLast(run, page, answer) && followUps(run) === 0 && isSame(run, answer);
  // Again: a file that was gone may have been one that this run took away.
  result.plans_left_alone = leftAlone(home);
  if (done) {
    forgetBases(home.db);
    result.conflicts = openConflicts(home.db).length;
  }
  return done ? 'done' : 'go on';
}

/**
 * Compares what both sides hold, once neither has more to say. Where that differs, the server was put back to an older
 * copy, or something was changed past sync: all is offered and fetched anew, once a run, and what still differs is
 * said.
 */
function isSame(run: Run, { digest }: SyncResponse): boolean {
  const { home, direction } = run;
  if (direction !== 'both' || run.sendOnly) return true;
  const here = homeDigest(home.db);
  const difference = `${here} ${digest}`;
  const same = here === digest;
  const known = getState(home.db, serverHistory.difference);
  if (same || run.compared || known === difference) {
    if (!same && changesWaiting(home.db) === 0) home.warn(DIFFERENT);
    const remembered = same ? null : difference;
    if (known !== remembered) {
      untrackedChange(home.db, () => setState(home.db, serverHistory.difference, remembered));
    }
    return true;
  }
  run.compared = true;
  startOver(home);
  return false;
}

const DIFFERENT =
  'This home and the server still hold different things after everything was exchanged. Look at: samedi sync verify';

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
  return sendOnly ? acknowledgeOnly(home, page, answer) : applyAnswer(home, page, answer);
}

/** Whether neither side has more to say, or this one where it only sends. */
function isLast({ sendOnly }: Run, page: Page, answer: SyncResponse): boolean {
  return !page.more && (sendOnly || !answer.more) && (page.conflicts?.next ?? null) === null;
}

/** Does what needs the whole history here. Returns how much of it the server has to hear. */
function followUps({ home, met }: Run): number {
  const { merged, waiting } = mergeConflicts(home, met.splice(0));
  met.push(...waiting);
  return merged + rescheduleNoted(home);
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
