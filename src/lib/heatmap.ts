/** A year of days as a calendar: a column for each week, a row for each weekday, five levels. */
import { addDays, type Day, startOfWeek } from './days.ts';
import type { DayTotal } from './year-totals.ts';

/** 0 for a day without learning, 1 to 4 by how it compares with the learner's other days. */
export type Level = 0 | 1 | 2 | 3 | 4;

export interface HeatDay extends DayTotal {
  day: Day;
  level: Level;
}

export interface Heatmap {
  /** Oldest first; the last one ends with `today`, so it may be shorter than seven days. */
  weeks: HeatDay[][];
  /** From these minutes on a day is of level 2, 3 and 4. */
  limits: readonly [number, number, number];
  total: DayTotal & { days: number };
}

/** Columns: a year touches at most 53 weeks. */
export const HEATMAP_WEEKS = 53;

/** Minutes. Nothing below counts as much, so that a beginner's first short days do not look like feats. */
const FLOORS = [15, 30, 60] as const;
/** With fewer active days quartiles say nothing: the floors alone decide. */
const FEW_DAYS = 8;

/** The first day that a heatmap ending with `today` shows. */
export function heatmapStart(today: Day, weekStartsOn: number): Day {
  return addDays(startOfWeek(today, weekStartsOn), -7 * (HEATMAP_WEEKS - 1));
}

/** The weeks up to `today`; days that are not in `totals` had no learning. */
export function heatmap(
  totals: ReadonlyMap<Day, DayTotal>,
  today: Day,
  weekStartsOn: number,
): Heatmap {
  const shown: [Day, DayTotal | undefined][] = [];
  for (let day = heatmapStart(today, weekStartsOn); day <= today; day = addDays(day, 1)) {
    shown.push([day, totals.get(day)]);
  }
  const active = shown.flatMap(([, total]) => (total ? [total] : []));
  const limits = quartiles(active.map((total) => total.minutes));
  const days = shown.map(([day, total]) => ({
    day,
    minutes: total?.minutes ?? 0,
    sessions: total?.sessions ?? 0,
    level: total ? levelOf(total.minutes, limits) : 0,
  }));
  return {
    weeks: Array.from({ length: Math.ceil(days.length / 7) }, (_, week) =>
      days.slice(week * 7, week * 7 + 7),
    ),
    limits,
    total: {
      minutes: active.reduce((sum, total) => sum + total.minutes, 0),
      sessions: active.reduce((sum, total) => sum + total.sessions, 0),
      days: active.length,
    },
  };
}

function levelOf(minutes: number, limits: readonly number[]): Level {
  return (1 + limits.filter((limit) => minutes >= limit).length) as Level;
}

/** The quartiles of the active days, rounded to what reads well (5 minutes), and not below the floors. */
function quartiles(minutes: number[]): readonly [number, number, number] {
  if (minutes.length < FEW_DAYS) return FLOORS;
  const sorted = minutes.toSorted((a, b) => a - b);
  const at = (quarter: number, floor: number) => {
    const quartile = sorted[Math.floor((sorted.length * quarter) / 4)] ?? 0;
    return Math.max(Math.round(quartile / 5) * 5, floor);
  };
  return [at(1, FLOORS[0]), at(2, FLOORS[1]), at(3, FLOORS[2])];
}
