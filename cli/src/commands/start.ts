/** `samedi start PLAN [CHUNK]` */
import { randomUUID } from 'node:crypto';
import { SamediError } from '../../../src/lib/errors.ts';
import { momentText, withinSentence } from '../../../src/lib/text/format.ts';
import { dayIn } from '../../../src/lib/time/days.ts';
import type { SessionData } from '../../../src/lib/wire/records.ts';
import { dayOfStart, pastMoment } from '../arguments/when.ts';
import type { Home } from '../home/home.ts';
import { trackedChange } from '../home/tracking.ts';
import { findChunk, findPlan } from '../plans/find.ts';
import { sayOverlaps } from '../records/overlaps.ts';
import { runningSessions } from '../records/running-sessions.ts';
import { readSession, writeSession } from '../records/session-rows.ts';
import type { Cli } from '../run/cli.ts';

interface Options {
  at?: string;
  note?: string;
}

export async function start(
  cli: Cli,
  planText: string,
  chunkText: string | undefined,
  { at, note }: Options,
): Promise<void> {
  const home = await cli.home();
  const plan = findPlan(home, planText);
  const chunk = chunkText === undefined ? null : findChunk(plan, chunkText);
  const now = cli.now();
  const startedAt = at === undefined ? now : pastMoment(at, now, home);
  const session: SessionData = {
    plan_id: plan.id,
    chunk_id: chunk?.id ?? null,
    started_at: startedAt,
    ended_at: null,
    minutes: null,
    ...dayOfStart(startedAt, home.settings),
    notes: note ?? null,
    artifacts: [],
    cards_created: 0,
    created_at: now,
  };
  const id = randomUUID();
  trackedChange(home.db, now, () => {
    refuseSecond(home, now);
    writeSession(home.db, id, session);
  });
  if (at !== undefined) sayOverlaps(cli.out, home, { id, ...session });
  if (cli.out.json) return cli.out.data({ id, ...session });
  const what = chunk ? `${plan.title}, ${chunk.title}` : plan.title;
  const started = cli.out.paint('bold', what);
  cli.out.line(`Started ${started} ${momentOf(session, home, now).replace(/^today /, '')}.`);
}

/** `today at 8:30`. */
function momentOf(
  { started_at, utc_offset_minutes }: SessionData,
  { settings }: Home,
  now: number,
): string {
  const today = dayIn(now, settings.timeZone);
  return withinSentence(momentText(started_at, utc_offset_minutes, today));
}

function refuseSecond(home: Home, now: number): void {
  const [running] = runningSessions(home);
  if (!running) return;
  const since = momentOf(readSession(running, home.settings), home, now).replace(/^today at /, '');
  throw new SamediError(
    'session_running',
    `A session of ${running.plan_id} is already running, since ${since}.`,
    { next: 'Run: samedi stop' },
  );
}
