/** `samedi sync`, `samedi sync push`, `samedi sync pull` */
import { SamediError } from '../../../src/lib/errors.ts';
import { countText, numberText } from '../../../src/lib/text/format.ts';
import { warnOfProblems } from '../plans/problems.ts';
import type { Cli } from '../run/cli.ts';
import type { Direction, Progress, SyncResult } from '../sync/rounds.ts';
import { sync as syncHome } from '../sync/sync.ts';

interface Options {
  all?: boolean;
  dryRun?: boolean;
}

export const sync = inDirection('both');
export const push = inDirection('push');
export const pull = inDirection('pull');

function inDirection(direction: Direction) {
  return async (cli: Cli, { all = false, dryRun = false }: Options): Promise<void> => {
    if (!dryRun) return syncNow(cli, { all, direction });
    const { syncPreview } = await import('./sync-preview.ts');
    return syncPreview(cli, { all, direction });
  };
}

async function syncNow(cli: Cli, options: { all: boolean; direction: Direction }): Promise<void> {
  // What was lost here is fetched.
  const home = await cli.home({ mayBeNew: true });
  const result = await syncHome(home, {
    ...options,
    progress: (soFar) => cli.out.progress(progressText(soFar)),
  }).finally(() => cli.out.progress(''));

  warnOfProblems(cli.out, result.plans_left_alone);
  for (const { kind, id, message } of result.rejected) {
    cli.out.warn(`${kind} ${id} was not sent: ${message}`);
  }
  const { pushed, pulled, conflicts, rejected, plans_left_alone } = result;
  if (cli.out.json) {
    const left = plans_left_alone.map(({ id, error }) => ({ id, message: error.message }));
    cli.out.data({ pushed, pulled, conflicts, rejected, plans_left_alone: left });
  } else cli.out.line(summary(result));
  failIfLeftOut(result);
}

const BAR_WIDTH = 20;

function progressText({ pushed, pulled, done }: Progress): string {
  const full = Math.floor(done * BAR_WIDTH);
  const bar = '█'.repeat(full) + '░'.repeat(BAR_WIDTH - full);
  return `${bar} ${countText(pushed, 'record')} sent, ${numberText(pulled)} received`;
}

function summary(result: SyncResult): string {
  const { pushed, pulled, conflicts } = result;
  const news =
    conflicts > 0 ? ` ${countText(conflicts, 'conflict')} kept: samedi sync conflicts` : '';
  if (pushed === 0 && pulled === 0) {
    return `${leftOut(result) === 0 ? 'Everything is in sync.' : 'Nothing else changed.'}${news}`;
  }
  return `Synced: ${countText(pushed, 'record')} sent, ${numberText(pulled)} received.${news}`;
}

function leftOut({ rejected, plans_left_alone }: SyncResult): number {
  return rejected.length + plans_left_alone.length;
}

function failIfLeftOut(result: SyncResult): void {
  const count = leftOut(result);
  if (count === 0) return;
  throw new SamediError('invalid_record', `${countText(count, 'record')} could not be synced.`, {
    next: 'Correct what is named above, then run: samedi sync. All else is in sync.',
  });
}
