/** Syncs that commands leave behind. */
import { spawn } from 'node:child_process';
import type { Home } from '../home/home.ts';
import { setState, syncRuns } from '../home/sync-state.ts';
import { untrackedChange } from '../home/tracking.ts';
import { MINUTE_MS, nextSyncAt } from './schedule.ts';

/**
 * Starts a sync that outlives this process and says nothing, where one is due. It puts off the next
 * one at once, so of many commands only the first starts it. `root` is the home's folder.
 */
export function leaveRoundBehind(home: Home, root: string, env: NodeJS.ProcessEnv): void {
  const due = nextSyncAt(home);
  if (due === null || due > home.now()) return;
  untrackedChange(home.db, () =>
    setState(
      home.db,
      syncRuns.nextAt,
      home.now() + (home.settings.syncEveryMinutes ?? 30) * MINUTE_MS,
    ),
  );
  const [node = '', program = ''] = process.argv;
  spawn(node, [program, 'sync', '--home', root], { env, detached: true, stdio: 'ignore' }).unref();
}
