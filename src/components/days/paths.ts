import type { Day } from '../../lib/time/days.ts';

/** A day's own page. */
export function dayPath(day: Day): string {
  return `/days/${day}`;
}

/** The list of days: of a year, or of the past one. */
export function daysPath(year?: string): string {
  return year ? `/days?year=${year}` : '/days';
}
