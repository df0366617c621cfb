/** `samedi sync status` */

import { countText, momentText, withinSentence } from '../../../src/lib/text/format.ts';
import { dayIn, utcOffsetMinutes } from '../../../src/lib/time/days.ts';
import { kinds, kindWords } from '../../../src/lib/wire/kinds.ts';
import { readAuth } from '../home/auth-file.ts';
import { warnOfProblems } from '../plans/problems.ts';
import { scanPlans } from '../plans/scan.ts';
import type { Cli } from '../run/cli.ts';
import { clockText } from '../sync/exchange.ts';
import { syncState } from '../sync/status.ts';

export async function syncStatus(cli: Cli): Promise<void> {
  const home = await cli.home();
  const auth = readAuth(home.paths.auth);
  warnOfProblems(cli.out, scanPlans(home));
  const state = syncState(home);
  const who = { endpoint: auth?.endpoint ?? null, email: auth?.email ?? null };
  if (cli.out.json) return cli.out.data({ ...who, ...state });
  cli.out.line(auth ? `Signed in as ${auth.email} at ${auth.endpoint}.` : 'Not signed in.');
  const { timeZone } = home.settings;
  const at = (ms: number) =>
    withinSentence(momentText(ms, utcOffsetMinutes(ms, timeZone), dayIn(cli.now(), timeZone)));
  cli.out.line(
    state.last_sync_at === null ? 'Never synced.' : `Last synced: ${at(state.last_sync_at)}.`,
  );
  if (state.last_error) {
    cli.out.line(
      `Last attempt failed, ${at(state.last_error_at ?? cli.now())}: ${state.last_error}`,
    );
  }
  if (state.next_sync_at !== null) {
    cli.out.line(`Next by itself: ${at(Math.max(state.next_sync_at, cli.now()))}.`);
  }
  const waiting = kinds
    .filter((kind) => state.pending[kind] > 0)
    .map((kind) => countText(state.pending[kind], kindWords[kind]));
  cli.out.line(`To be sent: ${waiting.join(', ') || 'nothing'}.`);
  if (state.clock_behind_minutes !== null) cli.out.line(clockText(state.clock_behind_minutes));
  if (state.conflicts > 0) {
    cli.out.line(`${countText(state.conflicts, 'conflict')} kept: samedi sync conflicts`);
  }
}
