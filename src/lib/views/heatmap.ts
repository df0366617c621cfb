/** Days as a calendar: a column for each week, a row for each weekday, five levels. */
import { addDays, type Day, daysBetween, startOfWeek, weekdayOf } from '../time/days.ts';
import type { DayTotal } from './year-totals.ts';

/** 0 for a day without learning, 1 to 4 by how it compares with the learner's other days. */
export type Level = 0 | 1 | 2 | 3 | 4;

/** From these amounts on a day is of level 2, 3 and 4. */
export type Limits = readonly [number, number, number];

export interface HeatDay<Total = DayTotal> {
  day: Day;
  level: Level;
  /** Null where there was nothing. */
  total: Total | null;
}

export interface Heatmap<Total = DayTotal> {
  /** Oldest first, seven places each; null before the first day and after the last. */
  weeks: (HeatDay<Total> | null)[][];
  limits: Limits;
  /** Of the days that show: how many are active, and their sum. */
  active: { days: number; amount: number };
}

/** The days that a heatmap shows, both included. */
export interface Span {
  first: Day;
  last: Day;
}

/** What makes one day stronger than another. */
export interface Scale<Total> {
  amountOf: (total: Total) => number;
  /** Nothing below counts as much, so that a beginner's first short days do not look like feats. */
  floors: Limits;
  /** Limits are multiples of it, to read well. */
  step: number;
}

export const byMinutes: Scale<DayTotal> = {
  amountOf: ({ minutes }) => minutes,
  floors: [15, 30, 60],
  step: 5,
};

/** A year touches at most so many weeks. */
const YEAR_WEEKS = 53;
/** With fewer active days quartiles say nothing: the floors alone decide. */
const FEW_DAYS = 8;

/** The year that ends with `today`, in whole weeks. */
export function pastYear(today: Day, weekStartsOn: number): Span {
  return { first: addDays(startOfWeek(today, weekStartsOn), -7 * (YEAR_WEEKS - 1)), last: today };
}

/** The weeks of `span`; days that are not in `totals` had nothing. */
export function heatmap<Total>(
  totals: ReadonlyMap<Day, Total>,
  { first, last }: Span,
  weekStartsOn: number,
  { amountOf, floors, step }: Scale<Total>,
): Heatmap<Total> {
  const amounts = [...totals]
    .filter(([day]) => day >= first && day <= last)
    .map(([, total]) => amountOf(total));
  const limits = quartiles(amounts, floors, step);
  const heatDay = (day: Day): HeatDay<Total> => {
    const total = totals.get(day) ?? null;
    return { day, total, level: total === null ? 0 : levelOf(amountOf(total), limits) };
  };
  // By number: a week of the first or the last year that four digits can write has days that none can.
  const days = daysBetween(first, last) + 1;
  const before = (weekdayOf(first) - weekStartsOn + 7) % 7;
  const weeks: Heatmap<Total>['weeks'] = [];
  for (let start = -before; start < days; start += 7) {
    const week = [0, 1, 2, 3, 4, 5, 6].map((row) => start + row);
    weeks.push(week.map((at) => (at < 0 || at >= days ? null : heatDay(addDays(first, at)))));
  }
  const amount = amounts.reduce((sum, each) => sum + each, 0);
  return { weeks, limits, active: { days: amounts.length, amount } };
}

function levelOf(amount: number, limits: Limits): Level {
  return (1 + limits.filter((limit) => amount >= limit).length) as Level;
}

/** The quartiles of the active days, rounded, and not below the floors. */
function quartiles(amounts: number[], floors: Limits, step: number): Limits {
  if (amounts.length < FEW_DAYS) return floors;
  const sorted = amounts.toSorted((a, b) => a - b);
  const at = (quarter: number, floor: number) => {
    const quartile = sorted[Math.floor((sorted.length * quarter) / 4)] ?? 0;
    return Math.max(Math.round(quartile / step) * step, floor);
  };
  return [at(1, floors[0]), at(2, floors[1]), at(3, floors[2])];
}
