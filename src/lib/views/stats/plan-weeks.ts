/**
 * The hours of one plan by week: of the last half a year, or, where it was not worked on since, of the one that ended
 * then.
 */
import { addDays, type Day, startOfWeek } from '../../time/days.ts';
import { type Bars, barsOf } from './bars.ts';
import type { PlanDay } from './totals.ts';

/** Bars, the week that is not over included. */
const WEEKS = 26;
/** Days before the last session's that bars may stand for, whatever the first day of a week is. */
export const WEEKS_DAYS = WEEKS * 7;

/** `days` are of one plan; null where there are none up to `today`. */
export function planWeeks(days: readonly PlanDay[], today: Day, weekStartsOn: number): Bars | null {
  const [last] = days
    .map(([day]) => day)
    .filter((day) => day <= today)
    .sort()
    .reverse();
  if (last === undefined) return null;
  const first = firstOf(today, weekStartsOn);
  const range =
    last >= first ? { from: first, to: today } : { from: firstOf(last, weekStartsOn), to: last };
  return barsOf(days, range, 'week', weekStartsOn);
}

function firstOf(last: Day, weekStartsOn: number): Day {
  return addDays(startOfWeek(last, weekStartsOn), -7 * (WEEKS - 1));
}
