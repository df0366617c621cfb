/**
 * What was learned on the days of a range: by plan, tag, weekday, hour of day and length, and the longest days. Made of
 * day totals alone; the terminal, the API and the page say the same, since this is where all three have it from.
 */
import { type Day, weekdayOf } from '../../time/days.ts';
import type { DayRange } from '../../time/range.ts';
import type { DayTotal } from '../year-totals.ts';
import { type LengthClass, lengthsOf, medianMinutes } from './lengths.ts';
import { minutesByHour, readStretches, type Stretch } from './stretches.ts';
import type { PlanDay } from './totals.ts';

export interface Breakdown extends DayRange, DayTotal {
  active_days: number;
  /** Those with sessions, the one with most minutes first. */
  plans: (DayTotal & { id: string; active_days: number })[];
  /** Most minutes first; null for plans without a tag. A plan counts for each of its tags, so these don't add up. */
  tags: (DayTotal & { tag: string | null })[];
  /** Seven, 0 Sunday to 6 Saturday, by the sessions' own days. */
  weekdays: (DayTotal & { weekday: number })[];
  /** Minutes by hour of the day, 24 of them, where the learner was. */
  hours: number[];
  lengths: LengthClass[];
  /** Half of the sessions took that long or longer; null where there is none. */
  median_minutes: number | null;
  /** Most minutes first. */
  longest_days: (DayTotal & { day: Day })[];
  /** The active ones, in calendar order. */
  days: (DayTotal & { day: Day })[];
}

const LONGEST_DAYS = 5;

/** Of `rows`, those within the range count; `plans` know the tags. */
export function breakdown(
  rows: readonly PlanDay[],
  range: DayRange,
  plans: readonly { id: string; tags: readonly string[] }[],
): Breakdown {
  const inRange = rows.filter(([day]) => day >= range.from && day <= range.to);
  const stretches = inRange.flatMap(([, , , , each]) => readStretches(each));
  const days = [...Map.groupBy(inRange, ([day]) => day)]
    .map(([day, those]) => ({ day, ...sumOf(those) }))
    .sort((a, b) => (a.day < b.day ? -1 : 1));
  return {
    from: range.from,
    to: range.to,
    ...sumOf(inRange),
    active_days: days.length,
    plans: [...Map.groupBy(inRange, ([, planId]) => planId)]
      .map(([id, those]) => ({ id, ...sumOf(those), active_days: those.length }))
      .sort((a, b) => b.minutes - a.minutes || (a.id < b.id ? -1 : 1)),
    tags: byTag(inRange, plans),
    weekdays: byWeekday(inRange),
    hours: byHour(stretches),
    lengths: lengthsOf(stretches),
    median_minutes: medianMinutes(stretches),
    longest_days: days
      .toSorted((a, b) => b.minutes - a.minutes || (a.day < b.day ? 1 : -1))
      .slice(0, LONGEST_DAYS),
    days,
  };
}

function sumOf(rows: readonly PlanDay[]): DayTotal {
  return {
    minutes: rows.reduce((sum, [, , minutes]) => sum + minutes, 0),
    sessions: rows.reduce((sum, [, , , sessions]) => sum + sessions, 0),
  };
}

function byTag(
  rows: readonly PlanDay[],
  plans: readonly { id: string; tags: readonly string[] }[],
): Breakdown['tags'] {
  const tagsOf = new Map(plans.map(({ id, tags }) => [id, [...new Set(tags)]]));
  const tagged = rows.flatMap((row) => {
    const tags: (string | null)[] = tagsOf.get(row[1]) ?? [];
    return (tags.length > 0 ? tags : [null]).map((tag) => ({ tag, row }));
  });
  return [...Map.groupBy(tagged, ({ tag }) => tag)]
    .map(([tag, those]) => ({ tag, ...sumOf(those.map(({ row }) => row)) }))
    .sort((a, b) => b.minutes - a.minutes || ((a.tag ?? '') < (b.tag ?? '') ? -1 : 1));
}

function byWeekday(rows: readonly PlanDay[]): Breakdown['weekdays'] {
  const found = Map.groupBy(rows, ([day]) => weekdayOf(day));
  return [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, ...sumOf(found.get(weekday) ?? []) }));
}

function byHour(stretches: readonly Stretch[]): number[] {
  const hours = Array.from({ length: 24 }, () => 0);
  for (const stretch of stretches) {
    for (const [hour, minutes] of minutesByHour(stretch).entries()) {
      hours[hour] = (hours[hour] ?? 0) + minutes * stretch.sessions;
    }
  }
  return hours;
}
