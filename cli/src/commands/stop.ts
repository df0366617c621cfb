/** `samedi stop` */

import { minutesText } from '../../../src/lib/text/format.ts';
import { writeTime } from '../../../src/lib/time/first-version-times.ts';
import { endAfter } from '../arguments/when.ts';
import type { Home } from '../home/home.ts';
import { trackedChange } from '../home/tracking.ts';
import { offsetAt } from '../home/zone.ts';
import { begunNow, clockJump, jumpText } from '../records/clock-jump.ts';
import { hintIfLong } from '../records/long-session.ts';
import { sayOverlaps } from '../records/overlaps.ts';
import { planTitle } from '../records/plan-title.ts';
import { nothingRuns, runningSessions } from '../records/running-sessions.ts';
import { minutesBetween, readSession } from '../records/session-rows.ts';
import type { Cli } from '../run/cli.ts';

interface Options {
  at?: string;
  note?: string;
  artifact?: string[];
}

export async function stop(cli: Cli, { at, note, artifact = [] }: Options): Promise<void> {
  const home = await cli.home();
  const now = cli.now();
  const { session, others, jumpedMs } = trackedChange(home.db, now, () => {
    const [row, ...others] = runningSessions(home);
    if (!row) throw nothingRuns();
    const stored = readSession(row, home.settings);
    const jumpedMs = at === undefined ? clockJump(stored.started_at, now) : 0;
    const running = jumpedMs === 0 ? stored : begunNow(home, row.id, stored, now);
    const ended_at = endOf(home, running.started_at, at, now);
    const minutes = minutesBetween(running.started_at, ended_at);
    const notes = [running.notes, note].filter(Boolean).join('\n') || null;
    const end = writeTime(ended_at, offsetAt(ended_at, home.settings.timeZone));
    const artifacts = [...running.artifacts, ...artifact];
    home.db
      .prepare(
        'UPDATE sessions SET end_time = ?, duration_minutes = ?, notes = ?, artifacts = ? WHERE id = ?',
      )
      .run(end, minutes, notes, JSON.stringify(artifacts), row.id);
    const session = { id: row.id, ...running, ended_at, minutes, notes, artifacts };
    return { session, others, jumpedMs };
  });
  if (others.length > 0) {
    cli.out.warn(`Another session still runs: ${others.map((row) => row.plan_id).join(', ')}.`);
  }
  if (jumpedMs !== 0) cli.out.warn(jumpText(jumpedMs, session.id));
  if (at !== undefined) sayOverlaps(cli.out, home, session);
  if (cli.out.json) return cli.out.data(session);
  const spent = cli.out.paint('bold', minutesText(session.minutes ?? 0));
  cli.out.line(`Stopped ${planTitle(home.db, session.plan_id)} after ${spent}.`);
  if (session.minutes === 0 && jumpedMs === 0) {
    const next = `samedi session delete ${session.id.slice(0, 8)}`;
    cli.out.line(`That is less than a minute, and makes no day of a streak. To drop it: ${next}`);
  }
  hintIfLong(cli.out, session);
}

/** Unix ms; never before the start, even where the clock was set back since. */
function endOf(home: Home, startedAt: number, at: string | undefined, now: number): number {
  if (at === undefined) return Math.max(startedAt, now);
  return endAfter(at, startedAt, now, home);
}
