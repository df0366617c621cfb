/** `samedi session add PLAN [CHUNK]` */
import { randomUUID } from 'node:crypto';
import { SamediError } from '../../../src/lib/errors.ts';
import { minutesText, momentText, withinSentence } from '../../../src/lib/text/format.ts';
import { dayIn } from '../../../src/lib/time/days.ts';
import type { SessionData } from '../../../src/lib/wire/records.ts';
import { dayOfStart, durationMinutes, endAfter, pastMoment } from '../arguments/when.ts';
import type { Home } from '../home/home.ts';
import { trackedChange } from '../home/tracking.ts';
import { offsetAt } from '../home/zone.ts';
import { findChunk, findPlan } from '../plans/find.ts';
import { hintIfLong } from '../records/long-session.ts';
import { sayOverlaps } from '../records/overlaps.ts';
import { minutesBetween, writeSession } from '../records/session-rows.ts';
import type { Cli } from '../run/cli.ts';

interface Options {
  from?: string;
  to?: string;
  for?: string;
  note?: string;
  artifact?: string[];
}

export async function sessionAdd(
  cli: Cli,
  planText: string,
  chunkText: string | undefined,
  options: Options,
): Promise<void> {
  const home = await cli.home();
  const now = cli.now();
  const plan = findPlan(home, planText);
  const [started_at, ended_at] = span(options, now, home);
  const session: SessionData = {
    plan_id: plan.id,
    chunk_id: chunkText === undefined ? null : findChunk(plan, chunkText).id,
    started_at,
    ended_at,
    minutes: minutesBetween(started_at, ended_at),
    ...dayOfStart(started_at, home.settings),
    notes: options.note ?? null,
    artifacts: options.artifact ?? [],
    cards_created: 0,
    created_at: now,
  };
  const id = randomUUID();
  const endsAt = offsetAt(ended_at, home.settings.timeZone);
  trackedChange(home.db, now, () => writeSession(home.db, id, session, endsAt));
  if (cli.out.json) {
    sayOverlaps(cli.out, home, { id, ...session });
    return cli.out.data({ id, ...session });
  }
  const today = dayIn(now, home.settings.timeZone);
  const spent = cli.out.paint('bold', minutesText(session.minutes ?? 0));
  const moment = withinSentence(momentText(started_at, session.utc_offset_minutes, today));
  cli.out.line(`Added ${spent} of ${plan.title}: ${moment}.`);
  sayOverlaps(cli.out, home, { id, ...session });
  hintIfLong(cli.out, { id, ...session });
}

/** Start and end, Unix ms, out of two of `--from`, `--to` and `--for`; `--for` alone ends now. */
function span(
  { from, to, for: duration }: Options,
  now: number,
  home: Home,
): [startedAt: number, endedAt: number] {
  const length = duration === undefined ? null : durationMinutes(duration) * 60_000;
  if (from === undefined) {
    if (length === null) throw unclear('When was it?');
    const end = to === undefined ? now : pastMoment(to, now, home);
    return [end - length, end];
  }
  const start = pastMoment(from, now, home);
  if (to !== undefined && length !== null) throw unclear('Either --to or --for tells the end.');
  if (to !== undefined) return [start, endAfter(to, start, now, home)];
  if (length === null) throw unclear('When did it end?');
  if (start + length > now) {
    throw new SamediError('invalid_input', `${duration} from ${from} would end after now.`, {
      next: 'Start it instead: samedi start PLAN --at TIME',
    });
  }
  return [start, start + length];
}

function unclear(message: string): SamediError {
  return new SamediError('usage', message, {
    next: 'Run: samedi session add PLAN --for 45m, or with --from 8:30 --to 9:15',
  });
}
