/** Streaks: runs of days with at least one finished session. */
import { addDays, type Day, isDay } from './days.ts';

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

/** A year's active days as the server keeps them: 366 characters `0` or `1`, the first for 1 January. */
export interface ActiveYear {
  year: number | string;
  days: string;
}

/** The days marked active, in calendar order. */
export function activeDaysFromBits(years: Iterable<ActiveYear>): Day[] {
  const days: Day[] = [];
  for (const { year, days: bits } of years) {
    const name = String(year).padStart(4, '0');
    const first = `${name}-01-01`;
    if (!isDay(first)) continue;
    for (let at = bits.indexOf('1'); at !== -1; at = bits.indexOf('1', at + 1)) {
      const day = addDays(first, at);
      if (day.startsWith(name)) days.push(day);
    }
  }
  return days.sort();
}
