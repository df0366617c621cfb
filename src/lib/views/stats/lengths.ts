/** How long sessions take. */
import type { Stretch } from './stretches.ts';

export interface LengthClass {
  /** Sessions of so many minutes, or more, */
  from_minutes: number;
  /** and of fewer than these; null in the last class. */
  to_minutes: number | null;
  sessions: number;
}

/** Minutes at which a class begins: what fits between two things, a pomodoro, an hour, an evening. */
const LIMITS = [0, 15, 30, 45, 60, 90, 120, 180];

export function lengthsOf(stretches: readonly Stretch[]): LengthClass[] {
  return LIMITS.map((from, at) => {
    const to = LIMITS[at + 1] ?? null;
    const sessions = stretches
      .filter(({ minutes }) => minutes >= from && (to === null || minutes < to))
      .reduce((sum, stretch) => sum + stretch.sessions, 0);
    return { from_minutes: from, to_minutes: to, sessions };
  });
}

/** The greatest length that half of the sessions reach; null of none. */
export function medianMinutes(stretches: readonly Stretch[]): number | null {
  const all = stretches.reduce((sum, { sessions }) => sum + sessions, 0);
  let longer = 0;
  for (const { minutes, sessions } of stretches.toSorted((a, b) => b.minutes - a.minutes)) {
    longer += sessions;
    if (longer * 2 >= all) return minutes;
  }
  return null;
}
