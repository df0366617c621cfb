/** `samedi session list [PLAN]` */

import { minutesText, relativeDayText, timeOfDayText } from '../../../src/lib/text/format.ts';
import { dayIn } from '../../../src/lib/time/days.ts';
import { countOf, pastDay } from '../arguments/when.ts';
import { findPlanId } from '../plans/find.ts';
import { scanPlans } from '../plans/scan.ts';
import { sessionHistory } from '../records/session-history.ts';
import { endOffset, type Session } from '../records/session-rows.ts';
import type { Cli } from '../run/cli.ts';
import { columns } from '../terminal/table.ts';

interface Options {
  since?: string;
  limit?: string;
}

export async function sessionList(
  cli: Cli,
  planText: string | undefined,
  { since, limit = '20' }: Options,
): Promise<void> {
  const home = await cli.home();
  const { timeZone, dayStartsAtMinutes } = home.settings;
  const found = sessionHistory(home, {
    planId: planText === undefined ? undefined : findPlanId(home, planText, scanPlans(home)),
    since: since === undefined ? undefined : pastDay(since, cli.now(), home.settings),
  });
  const sessions = found.slice(0, countOf(limit) || undefined);
  if (cli.out.json) return cli.out.data({ sessions, total: found.length });
  if (found.length === 0)
    return cli.out.line('No sessions. Add one with: samedi session add PLAN --for 45m');
  const today = dayIn(cli.now(), timeZone, dayStartsAtMinutes);
  const rows = sessions.map((session) =>
    cells(session, today, endOffset(home.db, session, home.settings)),
  );
  for (const line of columns(rows, cli.out.columns)) cli.out.line(line);
  if (sessions.length < found.length) {
    cli.out.note(`${found.length - sessions.length} more; --limit 0 shows all.`);
  }
}

/** `endsAt`: where clocks stood at its end, as they may have changed, or the learner have moved, since its start. */
function cells(session: Session, today: string, endsAt: number): string[] {
  const { started_at, ended_at, utc_offset_minutes: offset, minutes } = session;
  const end = ended_at === null ? '…' : timeOfDayText(ended_at, endsAt);
  return [
    session.id.slice(0, 8),
    relativeDayText(session.day, today),
    `${timeOfDayText(started_at, offset)}–${end}`,
    minutes === null ? 'running' : minutesText(minutes),
    [session.plan_id, session.chunk_id].filter(Boolean).join(' '),
    session.notes?.split('\n')[0] || session.artifacts.join(', '),
  ];
}
