/** `samedi session delete ID` */
import { minutesText } from '../../../src/lib/format.ts';
import type { Cli } from '../cli.ts';
import { change } from '../home/state.ts';
import { findSession } from '../records/history.ts';
import { deleteSession } from '../records/sessions.ts';

export async function sessionDelete(cli: Cli, idText: string): Promise<void> {
  const home = await cli.home();
  const session = change(home.db, cli.now(), () => {
    const found = findSession(home, idText);
    deleteSession(home.db, found.id);
    return found;
  });
  if (cli.out.json) return cli.out.data(session);
  const spent = session.minutes === null ? 'running' : minutesText(session.minutes);
  cli.out.line(`Deleted ${session.id.slice(0, 8)}: ${session.plan_id}, ${session.day}, ${spent}.`);
}
