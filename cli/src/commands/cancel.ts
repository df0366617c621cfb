/** `samedi cancel` */
import { minutesText } from '../../../src/lib/text/format.ts';
import { trackedChange } from '../home/tracking.ts';
import { nothingRuns, runningSessions } from '../records/running-sessions.ts';
import { deleteSession, minutesBetween, readSession } from '../records/session-rows.ts';
import type { Cli } from '../run/cli.ts';

export async function cancel(cli: Cli): Promise<void> {
  const home = await cli.home();
  const now = cli.now();
  const session = trackedChange(home.db, now, () => {
    const [row] = runningSessions(home);
    if (!row) throw nothingRuns();
    deleteSession(home.db, row.id);
    return { id: row.id, ...readSession(row, home.settings) };
  });
  if (cli.out.json) return cli.out.data(session);
  const spent = minutesText(minutesBetween(session.started_at, now) ?? 0);
  cli.out.line(`Cancelled ${session.plan_id} after ${spent}; nothing was kept of it.`);
}
