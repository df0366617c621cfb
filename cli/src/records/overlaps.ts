/** Sessions at the same time as one that was just made: somebody may have noted the same hour twice. */
import { momentText, withinSentence } from '../../../src/lib/text/format.ts';
import { addDays, dayAt } from '../../../src/lib/time/days.ts';
import type { Home } from '../home/home.ts';
import { offsetAt } from '../home/zone.ts';
import type { Output } from '../terminal/output.ts';
import { runningSessions } from './running-sessions.ts';
import { sessionHistory } from './session-history.ts';
import { readSession, type Session } from './session-rows.ts';

const MINUTE_MS = 60_000;

/** Says which sessions `session` overlaps, by a minute or more. Those that began days before are `check`'s to find. */
export function sayOverlaps(out: Output, home: Home, session: Session): void {
  const now = home.now();
  const today = dayAt(now, offsetAt(now, home.settings.timeZone));
  const end = session.ended_at ?? now;
  const since = addDays(session.day, -2);
  const running = runningSessions(home).map((row) => ({
    id: row.id,
    ...readSession(row, home.settings),
  }));
  const finished = sessionHistory(home, { since }).filter((one) => one.ended_at !== null);
  for (const one of [...running, ...finished]) {
    const both = Math.min(end, one.ended_at ?? now) - Math.max(session.started_at, one.started_at);
    if (one.id === session.id || both < MINUTE_MS) continue;
    const moment = withinSentence(momentText(one.started_at, one.utc_offset_minutes, today));
    const what = `It overlaps session ${one.id.slice(0, 8)} of ${one.plan_id}, ${moment}.`;
    if (out.json) out.warn(what);
    else out.line(what);
  }
}
