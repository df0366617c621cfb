/** `samedi sync --dry-run`: what a sync would send and receive. Nothing changes, here or there. */
import { countText } from '../../../src/lib/text/format.ts';
import { type Kind, kinds, kindWords } from '../../../src/lib/wire/kinds.ts';
import { Waiting } from '../../../src/lib/wire/waiting.ts';
import { get } from '../client/requests.ts';
import { requireSignIn } from '../client/target.ts';
import { cursorOf, getState, serverHistory } from '../home/sync-state.ts';
import { warnOfProblems } from '../plans/problems.ts';
import { scanPlans } from '../plans/scan.ts';
import type { Cli } from '../run/cli.ts';
import type { Direction } from '../sync/rounds.ts';
import { pendingChanges } from '../sync/status.ts';

type Counts = Record<Kind, number>;

const none: Counts = { plans: 0, sessions: 0, reviews: 0, cards: 0 };

export async function syncPreview(
  cli: Cli,
  { all, direction }: { all: boolean; direction: Direction },
): Promise<void> {
  const home = await cli.home();
  const auth = requireSignIn(home);
  const problems = scanPlans(home);
  const epoch = getState(home.db, serverHistory.epoch);
  const query = { ...(epoch && { epoch }), cursor: String(cursorOf(home.db)) };
  const { reset, records } = await get(auth, '/api/sync/waiting', query, Waiting);

  const would_send = direction === 'pull' ? none : pendingChanges(home.db, { all: all || reset });
  const would_receive = direction === 'push' ? none : records;
  warnOfProblems(cli.out, problems);
  if (cli.out.json) return cli.out.data({ would_send, would_receive });
  cli.out.line(`Would send: ${listed(would_send)}.`);
  cli.out.line(
    would_receive
      ? `Would receive: ${listed(would_receive)}.`
      : 'Would receive: whatever is not here yet. The server has another history than this home knows, so both offer all they have.',
  );
}

function listed(counts: Counts): string {
  const parts = kinds.filter((kind) => counts[kind] > 0);
  return parts.map((kind) => countText(counts[kind], kindWords[kind])).join(', ') || 'nothing';
}
