/** `samedi session delete ID`: also one that cannot be read. */
import { minutesText } from '../../../src/lib/text/format.ts';
import { trackedChange } from '../home/tracking.ts';
import { findSessionOrId } from '../records/find-session.ts';
import { deleteSession } from '../records/session-rows.ts';
import type { Cli } from '../run/cli.ts';

export async function sessionDelete(cli: Cli, idText: string): Promise<void> {
  const home = await cli.home();
  const session = trackedChange(home.db, cli.now(), () => {
    const found = findSessionOrId(home, idText);
    deleteSession(home.db, found.id);
    return found;
  });
  if (cli.out.json) return cli.out.data(session);
  const name = session.id.slice(0, 8);
  if (!('day' in session)) return cli.out.line(`Deleted ${name}, which could not be read.`);
  const spent = session.minutes === null ? 'running' : minutesText(session.minutes);
  cli.out.line(`Deleted ${name}: ${session.plan_id}, ${session.day}, ${spent}.`);
}
