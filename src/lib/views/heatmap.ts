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
  /** Those that a day has, in their order; not 0. */
  levels: Level[];
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
  /** The limits of the first few days, so that a beginner's short ones do not look like feats. */
  floors: Limits;
  /** Limits are multiples of it where they can be, to read well. */
  step: number;
}

export const byMinutes: Scale<DayTotal> = {
  amountOf: ({ minutes }) => minutes,
  floors: [15, 30, 60],
  step: 5,
};

/** A year touches at most so many weeks. */
const YEAR_WEEKS = 53;
/** With fewer active days their own amounts say nothing: the floors decide. */
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
  const limits = limitsOf(amounts, floors, step);
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
  const levels = [...new Set(amounts.map((each) => levelOf(each, limits)))].sort();
  return { weeks, limits, levels, active: { days: amounts.length, amount } };
}

function levelOf(amount: number, limits: Limits): Level {
  return (1 + limits.filter((limit) => amount >= limit).length) as Level;
}

/**
 * The quartiles of the active days, moved apart where many days are alike, so that each level has a day: amounts that
 * differ enough use all four levels, three of them the upper three, two the second and the fourth.
 */
function limitsOf(amounts: number[], floors: Limits, step: number): Limits {
  const sorted = amounts.toSorted((a, b) => a - b);
  const distinct = [...new Set(sorted)];
  if (sorted.length < FEW_DAYS || distinct.length === 1) return floors;
  const quartile = (quarter: number) =>
    distinct.indexOf(sorted[Math.floor((sorted.length * quarter) / 4)] ?? 0);
  const between = (least: number, place: number, most: number) =>
    Math.max(least, Math.min(place, most));
  const most = distinct.length - 1;
  const low = most < 3 ? 0 : between(1, quartile(1), most - 2);
  const middle = most < 2 ? 1 : between(low + 1, quartile(2), most - 1);
  const high = most < 2 ? 1 : between(middle + 1, quartile(3), most);
  const exact = [low, middle, high].map((place) => distinct[place] ?? 0) as [
    number,
    number,
    number,
  ];
  const round = exact.map((limit) => Math.round(limit / step) * step) as typeof exact;
  const levels = (limits: Limits) =>
    new Set(distinct.map((amount) => levelOf(amount, limits))).size;
  return levels(round) === levels(exact) ? round : exact;
}
