/** Hours as bars, stacked by plan: a bar a day, week or month. */
import { addDays, type Day, daysBetween, startOfWeek } from '../../time/days.ts';
import type { DayRange } from '../../time/range.ts';
import type { PlanDay } from './totals.ts';

export const grains = ['day', 'week', 'month'] as const;
/** What a bar stands for. */
export type Grain = (typeof grains)[number];

/** A bar is of `from` to `to`, days outside of the range included in neither. */
export interface Bar extends DayRange {
  minutes: number;
  /** Of each of the series, in their order. */
  parts: number[];
}

/** What a part of each bar is of; null for all plans that have none of their own. */
export interface Series {
  planId: string | null;
  minutes: number;
}

export interface Bars {
  grain: Grain;
  series: Series[];
  /** Oldest first, with empty ones between. */
  bars: Bar[];
  /** Minutes of the range before the first bar: a chart of more bars could not be read. */
  earlierMinutes: number;
}

/** Bars in a chart. */
const MOST_BARS = 400;
/** Plans with a colour of their own in a chart; there are as many colours. */
const MOST_PLANS = 6;

/** From these days on a range is shown by the next coarser grain. */
const DAYS_OF_DAYS = 32;
const DAYS_OF_WEEKS = 200;

/** Those that a range can be shown by, finest first. */
export function grainsOf(range: DayRange): Grain[] {
  const days = daysBetween(range.from, range.to) + 1;
  return grains.filter(
    (grain) =>
      (grain === 'day' && days <= MOST_BARS) ||
      (grain === 'week' && days > 7 && days <= MOST_BARS * 7) ||
      (grain === 'month' && days > 31),
  );
}

/** The one that a range is best shown by. */
export function bestGrain(range: DayRange): Grain {
  const days = daysBetween(range.from, range.to) + 1;
  if (days < DAYS_OF_DAYS) return 'day';
  return days < DAYS_OF_WEEKS ? 'week' : 'month';
}

/** `rows` outside of the range do not count. */
export function barsOf(
  rows: readonly PlanDay[],
  range: DayRange,
  grain: Grain,
  weekStartsOn: number,
): Bars {
  const inRange = rows.filter(([day]) => day >= range.from && day <= range.to);
  const series = seriesOf(inRange);
  const placeOf = new Map(series.map(({ planId }, at) => [planId, at]));
  const bars = emptyBars(range, grain, weekStartsOn, series.length);
  const barOf = new Map(bars.map((bar) => [bar.from, bar]));
  let earlierMinutes = 0;
  for (const [day, planId, minutes] of inRange) {
    const bar = barOf.get(startOf(day, grain, weekStartsOn, range));
    if (!bar) {
      earlierMinutes += minutes;
      continue;
    }
    const place = placeOf.get(planId) ?? series.length - 1;
    bar.minutes += minutes;
    bar.parts[place] = (bar.parts[place] ?? 0) + minutes;
  }
  return { grain, series, bars, earlierMinutes };
}

/** Most minutes first; what is left over is one, the last. */
function seriesOf(rows: readonly PlanDay[]): Series[] {
  const plans = [...Map.groupBy(rows, ([, planId]) => planId)]
    .map(([planId, those]) => ({
      planId,
      minutes: those.reduce((sum, [, , minutes]) => sum + minutes, 0),
    }))
    .sort((a, b) => b.minutes - a.minutes || (a.planId < b.planId ? -1 : 1));
  if (plans.length <= MOST_PLANS) return plans;
  const others = plans.slice(MOST_PLANS);
  const minutes = others.reduce((sum, plan) => sum + plan.minutes, 0);
  return [...plans.slice(0, MOST_PLANS), { planId: null, minutes }];
}

/** The last ones of the range, up to as many as a chart holds. */
function emptyBars(range: DayRange, grain: Grain, weekStartsOn: number, parts: number): Bar[] {
  const bars: Bar[] = [];
  let to = range.to;
  while (to >= range.from && bars.length < MOST_BARS) {
    const from = startOf(to, grain, weekStartsOn, range);
    bars.push({ from, to, minutes: 0, parts: Array.from({ length: parts }, () => 0) });
    to = addDays(from, -1);
  }
  return bars.reverse();
}

/** The first day, within the range, of what a day's bar stands for. */
function startOf(day: Day, grain: Grain, weekStartsOn: number, { from }: DayRange): Day {
  if (grain === 'day') return day;
  const start = grain === 'week' ? startOfWeek(day, weekStartsOn) : `${day.slice(0, 7)}-01`;
  if (start < from) return from;
  return start;
}
