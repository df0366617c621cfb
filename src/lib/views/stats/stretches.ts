/**
 * When sessions began and how long they took, as day totals know it: text like `1100+45`, the minute of the learner's
 * day (0 to 1439, by the clocks where the learner was) and the minutes, with how often it occurred. `stretch` in
 * `api/db/schema/records.ts` is the same in SQL.
 */
import type { SessionData } from '../../wire/records.ts';

/** By stretch, how many sessions were like that. */
export type Stretches = Record<string, number>;

export interface Stretch {
  /** Minutes after midnight. */
  startsAt: number;
  minutes: number;
  sessions: number;
}

const DAY_MINUTES = 1_440;

/** Of a finished session; null while it runs. */
export function stretchOf(
  session: Pick<SessionData, 'started_at' | 'utc_offset_minutes' | 'minutes'>,
): string | null {
  if (session.minutes === null) return null;
  const minute = Math.floor(session.started_at / 60_000) + session.utc_offset_minutes;
  return `${((minute % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES}+${session.minutes}`;
}

export function readStretches(stretches: Stretches): Stretch[] {
  return Object.entries(stretches).map(([text, sessions]) => {
    const [startsAt = 0, minutes = 0] = text.split('+').map(Number);
    return { startsAt, minutes, sessions };
  });
}

/**
 * How many of the minutes of a stretch fall into each hour of the day, 24 of them; one that is longer than a day goes
 * round.
 */
export function minutesByHour({ startsAt, minutes }: Omit<Stretch, 'sessions'>): number[] {
  const rounds = Math.floor(minutes / DAY_MINUTES);
  const end = startsAt + (minutes % DAY_MINUTES);
  const overlap = (from: number) =>
    Math.max(Math.min(end, from + 60) - Math.max(startsAt, from), 0);
  return Array.from(
    { length: 24 },
    (_, hour) => rounds * 60 + overlap(hour * 60) + overlap(hour * 60 + DAY_MINUTES),
  );
}
