/** On which days the demo learner learned. */
import { addDays, type Day, daysBetween, weekdayOf } from '../../src/lib/time/days.ts';
import type { Random } from './random.ts';

/** About 14 months. */
const HISTORY_DAYS = 425;
/** The runs that a visitor should see: the current one ends yesterday, so that today is still open. */
const CURRENT_STREAK = 12;
const LONGEST_STREAK = 41;
/** How many days ago the longest one ended. */
const LONGEST_ENDED = 137;
/** Days ago, first and last, of two holidays. */
const holidays = [
  [96, 109],
  [318, 327],
] as const;
/** No other run comes near the longest. */
const LONGEST_OTHER = 9;

/** The days with sessions, in order. */
export function activeDays(today: Day, random: Random): Day[] {
  const days: Day[] = [];
  let run = 0;
  for (let ago = HISTORY_DAYS; ago >= 1; ago -= 1) {
    const day = addDays(today, -ago);
    const active = fixed(ago) ?? (run < LONGEST_OTHER && random.chance(likelihood(day)));
    run = active ? run + 1 : 0;
    if (active) days.push(day);
  }
  return days;
}

/** What is not left to chance: the two streaks, the days around them, the first day and the holidays. */
function fixed(ago: number): boolean | null {
  if (ago <= CURRENT_STREAK || ago === HISTORY_DAYS) return true;
  if (ago >= LONGEST_ENDED && ago < LONGEST_ENDED + LONGEST_STREAK) return true;
  const beside = [CURRENT_STREAK + 1, LONGEST_ENDED - 1, LONGEST_ENDED + LONGEST_STREAK];
  if (beside.includes(ago)) return false;
  return holidays.some(([last, first]) => ago >= last && ago <= first) ? false : null;
}

function likelihood(day: Day): number {
  const friday = weekdayOf(day) === 5;
  return friday ? 0.4 : isWeekend(day) ? 0.76 : 0.68;
}

export function isWeekend(day: Day): boolean {
  return weekdayOf(day) % 6 === 0;
}

/** How far `day` lies in the history: 0 at its start, 1 at `today`. */
export function progressAt(day: Day, today: Day): number {
  return 1 - daysBetween(day, today) / HISTORY_DAYS;
}
