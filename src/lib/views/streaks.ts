/** Streaks: runs of days on which something was learned. */
import { addDays, type Day } from '../time/days.ts';

export interface Streaks {
  /** Days of the run that is alive; 0 where none is. */
  current: number;
  /** Days of the longest run ever, the current one included. */
  longest: number;
  activeToday: boolean;
  /** The last active day; null before the first. */
  lastDay: Day | null;
}

/**
 * A streak lives until the end of the day after its last active one: with yesterday active, today is still open.
 * `days` may come in any order, with repeats. A day after `today` (the learner travelled west) continues a run.
 */
export function streaks(days: Iterable<Day>, today: Day): Streaks {
  const yesterday = addDays(today, -1);
  const found: Streaks = { current: 0, longest: 0, activeToday: false, lastDay: null };
  let length = 0;
  let next: Day | null = null;
  let alive = false;
  for (const day of [...new Set(days)].sort()) {
    if (day !== next) {
      length = 0;
      alive = false;
    }
    length += 1;
    next = addDays(day, 1);
    alive ||= day === yesterday || day === today;
    if (alive) found.current = length;
    if (day === today) found.activeToday = true;
    found.longest = Math.max(found.longest, length);
    found.lastDay = day;
  }
  return found;
}
