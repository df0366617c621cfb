/** `samedi session edit ID` */

import { SamediError } from '../../../src/lib/errors.ts';
import { minutesText, momentText, withinSentence } from '../../../src/lib/text/format.ts';
import { dayIn } from '../../../src/lib/time/days.ts';
import { dayOfStart, durationMinutes, endAfter, pastMoment } from '../arguments/when.ts';
import type { Home } from '../home/home.ts';
import { trackedChange } from '../home/tracking.ts';
import { offsetAt } from '../home/zone.ts';
import { findChunk, findPlan } from '../plans/find.ts';
import { findSession } from '../records/find-session.ts';
import { sayOverlaps } from '../records/overlaps.ts';
import { endOffset, minutesBetween, type Session, writeSession } from '../records/session-rows.ts';
import type { Cli } from '../run/cli.ts';

interface Options {
  plan?: string;
  chunk?: string;
  from?: string;
  to?: string;
  for?: string;
  note?: string;
  artifact?: string[];
}

const names = ['plan', 'chunk', 'from', 'to', 'for', 'note', 'artifact'] as const;

export async function sessionEdit(cli: Cli, idText: string, options: Options): Promise<void> {
  if (names.every((name) => options[name] === undefined)) {
    throw new SamediError('usage', 'What is to be changed?', {
      next: `Use one of: ${names.map((name) => `--${name}`).join(', ')}.`,
    });
  }
  const home = await cli.home();
  const now = cli.now();
  const before = findSession(home, idText);
  const place = placeOf(before, options, home);
  const edited = trackedChange(home.db, now, () => {
    const found = { ...findSession(home, before.id), ...place };
    const { id, ...data } = withTexts(withTimes(found, options, now, home), options);
    const isMoved = data.ended_at !== null && data.ended_at !== before.ended_at;
    const endsAt = isMoved
      ? offsetAt(data.ended_at ?? now, home.settings.timeZone)
      : endOffset(home.db, before, home.settings);
    writeSession(home.db, id, data, endsAt);
    return { id, ...data };
  });
  if (options.from ?? options.to ?? options.for) sayOverlaps(cli.out, home, edited);
  if (cli.out.json) return cli.out.data(edited);
  const today = dayIn(now, home.settings.timeZone);
  const moment = withinSentence(momentText(edited.started_at, edited.utc_offset_minutes, today));
  const spent = edited.minutes === null ? 'running' : minutesText(edited.minutes);
  cli.out.line(`Changed ${edited.id.slice(0, 8)}: ${edited.plan_id}, ${moment}, ${spent}.`);
}

/** A chunk belongs to its plan: another plan without a chunk leaves none. */
function placeOf(
  session: Session,
  { plan, chunk }: Options,
  home: Home,
): Partial<Pick<Session, 'plan_id' | 'chunk_id'>> {
  if (plan === undefined && chunk === undefined) return {};
  const plan_id = plan === undefined ? session.plan_id : findPlan(home, plan).id;
  if (chunk) return { plan_id, chunk_id: findChunk(findPlan(home, plan_id), chunk).id };
  const kept = chunk === undefined && plan_id === session.plan_id;
  return { plan_id, chunk_id: kept ? session.chunk_id : null };
}

function withTimes(
  session: Session,
  { from, to, for: duration }: Options,
  now: number,
  home: Home,
): Session {
  if (from === undefined && to === undefined && duration === undefined) return session;
  if (session.ended_at === null && (to !== undefined || duration !== undefined)) {
    throw new SamediError('invalid_input', 'This session is still running.', {
      next: 'End it with: samedi stop --at TIME',
    });
  }
  if (to !== undefined && duration !== undefined) {
    throw new SamediError('usage', 'Either --to or --for tells the end.', {
      next: 'Leave one of them out.',
    });
  }
  const started_at = from === undefined ? session.started_at : pastMoment(from, now, home);
  const ended_at =
    duration !== undefined
      ? started_at + durationMinutes(duration) * 60_000
      : to !== undefined
        ? endAfter(to, started_at, now, home)
        : session.ended_at;
  if (ended_at !== null && (ended_at <= started_at || ended_at > now)) {
    throw new SamediError(
      'invalid_input',
      ended_at > now ? 'It would end after now.' : 'It would end before it starts, or with it.',
      { next: 'Give its start and its end: --from TIME --to TIME' },
    );
  }
  const day = from === undefined ? {} : dayOfStart(started_at, home.settings);
  const minutes = minutesBetween(started_at, ended_at);
  return { ...session, started_at, ended_at, minutes, ...day };
}

function withTexts(session: Session, { note, artifact }: Options): Session {
  return {
    ...session,
    notes: note === undefined ? session.notes : note || null,
    artifacts: artifact === undefined ? session.artifacts : artifact.filter(Boolean),
  };
}
