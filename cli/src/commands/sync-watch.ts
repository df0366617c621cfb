/** `samedi sync watch`: rounds in the foreground, for a service manager. */
import { setTimeout as delay } from 'node:timers/promises';
import { SamediError } from '../../../src/lib/errors.ts';
import { countText, numberText } from '../../../src/lib/text/format.ts';
import type { Home } from '../home/home.ts';
import { getState, syncRuns } from '../home/sync-state.ts';
import type { Cli } from '../run/cli.ts';
import { sync } from '../sync/sync.ts';

export async function syncWatch(cli: Cli): Promise<void> {
  const home = await cli.home();
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => stopping.abort());
  }
  const minutes = home.settings.syncEveryMinutes ?? 30;
  cli.out.note(`Syncing every ${countText(minutes, 'minute')}. Ctrl-C ends it.`);
  while (!stopping.signal.aborted) {
    await oneRound(cli, home);
    const next = getState(home.db, syncRuns.nextAt) ?? 0;
    // A signal ends the wait, and with it the loop.
    await delay(Math.max(1_000, next - cli.now()), undefined, { signal: stopping.signal }).catch(
      (error) => {
        if (error.name !== 'AbortError') throw error;
      },
    );
  }
}

/** Says what moved, and what went wrong; goes on after whatever may pass by itself. */
async function oneRound(cli: Cli, home: Home): Promise<void> {
  try {
    const { pushed, pulled } = await sync(home);
    if (pushed + pulled === 0) return;
    if (cli.out.json) return cli.out.line(JSON.stringify({ pushed, pulled }));
    cli.out.line(`Synced: ${countText(pushed, 'record')} sent, ${numberText(pulled)} received.`);
  } catch (error) {
    if (!(error instanceof SamediError) || !passing.has(error.code)) throw error;
    cli.out.warn(error.message);
  }
}

const passing = new Set([
  'offline',
  'server_error',
  'server_answer_invalid',
  'home_busy',
  'rate_limited',
]);
