/** Finished sessions by day, all plans together, as the server keeps them: a year a row. */
import { type Day, isDay } from '../time/days.ts';

export interface DayTotal {
  minutes: number;
  sessions: number;
}

export interface YearTotals {
  year: string;
  /** Active days only, by month and day: `{"11-21": [minutes, sessions]}`. */
  days: Record<string, readonly [minutes: number, sessions: number]>;
}

/** The active days, in calendar order. */
export function dayTotals(years: Iterable<YearTotals>): Map<Day, DayTotal> {
  const found: [Day, DayTotal][] = [];
  for (const { year, days } of years) {
    for (const [monthAndDay, [minutes, sessions]] of Object.entries(days)) {
      const day = `${year}-${monthAndDay}`;
      if (isDay(day)) found.push([day, { minutes, sessions }]);
    }
  }
  return new Map(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}
