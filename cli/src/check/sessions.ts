/** Sessions that cannot have been: unreadable, endless, to come, or two at once. */

import { minutesText, momentText, withinSentence } from '../../../src/lib/text/format.ts';
import { dayIn } from '../../../src/lib/time/days.ts';
import type { Home } from '../home/home.ts';
import type { Session } from '../records/session-rows.ts';
import { readSession, selectSessions } from '../records/session-rows.ts';
import { problems } from './files.ts';
import { cropped, type Finding } from './finding.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

export function findInSessions(home: Home): Finding[] {
  const unreadable: Finding[] = [];
  const sessions: Session[] = [];
  for (const row of selectSessions(home.db).all()) {
    const found = problems(() => {
      sessions.push({ id: row.id, ...readSession(row, home.settings) });
    });
    for (const one of found) {
      unreadable.push({
        message: `Session ${row.id} cannot be read: ${one.message}`,
        next: `Run: samedi session delete ${row.id}, or put its row right in sessions.db.`,
      });
    }
  }
  sessions.sort((a, b) => a.started_at - b.started_at);
  const known = new Namer(home);
  return [
    ...cropped(unreadable, 'sessions that cannot be read'),
    ...cropped(findRunning(home, sessions, known), 'sessions that run'),
    ...cropped(findLong(sessions, known), 'sessions of more than a day'),
    ...cropped(findOverlaps(sessions, known), 'sessions that overlap'),
  ];
}

/** What a person knows a session by. */
class Namer {
  readonly #today: string;
  constructor(home: Home) {
    this.#today = dayIn(home.now(), home.settings.timeZone);
  }
  name({ id, plan_id, started_at, utc_offset_minutes }: Session): string {
    const moment = momentText(started_at, utc_offset_minutes, this.#today);
    return `${id.slice(0, 8)} (${plan_id}, ${withinSentence(moment)})`;
  }
}

function findRunning(home: Home, sessions: readonly Session[], known: Namer): Finding[] {
  const running = sessions.filter(({ minutes }) => minutes === null);
  const toCome = sessions.filter(({ started_at }) => started_at > home.now() + 5 * MINUTE_MS);
  return [
    ...running
      .filter(({ started_at }) => home.now() - started_at > DAY_MS)
      .map((session) => ({
        message: `Session ${known.name(session)} has been running for more than a day.`,
        next: 'Run: samedi stop --at TIME, or samedi cancel',
      })),
    ...(running.length > 1
      ? [{ message: `${running.length} sessions run at once.`, next: 'Run: samedi stop, for each' }]
      : []),
    ...toCome.map((session) => ({
      message: `Session ${known.name(session)} is still to come.`,
      next: `Check this computer's clock, then: samedi session edit ${session.id.slice(0, 8)} --from TIME`,
    })),
  ];
}

function findLong(sessions: readonly Session[], known: Namer): Finding[] {
  return sessions
    .filter(({ minutes }) => (minutes ?? 0) * MINUTE_MS > DAY_MS)
    .map((session) => ({
      message: `Session ${known.name(session)} is ${minutesText(session.minutes ?? 0)} long.`,
      next: `Run: samedi session edit ${session.id.slice(0, 8)} --for 45m`,
    }));
}

/** Each that begins before an earlier one has ended; in the order of their starts. */
function findOverlaps(sessions: readonly Session[], known: Namer): Finding[] {
  let last: Session | null = null;
  const found: Finding[] = [];
  for (const session of sessions) {
    if (session.ended_at === null) continue;
    if (last?.ended_at && session.started_at + MINUTE_MS <= last.ended_at) {
      found.push({
        message: `Sessions ${known.name(last)} and ${known.name(session)} overlap.`,
        next: `Run: samedi session edit ${last.id.slice(0, 8)} --to TIME, or samedi session delete ${session.id.slice(0, 8)}`,
      });
    }
    if (!last?.ended_at || session.ended_at > last.ended_at) last = session;
  }
  return found;
}
