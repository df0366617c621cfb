/** Stretches of days as learners name them. */
import { addDays, type Day, isDay, startOfWeek } from './days.ts';
import type { DayTotal } from './year-totals.ts';

/** Both days are in it. */
export interface DayRange {
  from: Day;
  to: Day;
}

const FIRST_DAY = '0000-01-01';

/** What `readRange` takes, for messages. */
export const rangeExamples =
  'today, week, month, year, all, 30d, 2026, 2026-11, 2026-11-01..2026-11-20';

/** The days that `text` names on `today`, those to come left out; null where it names none. */
export function readRange(text: string, today: Day, weekStartsOn: number): DayRange | null {
  const name = text.trim().toLowerCase();
  const first = firstDayNamed(name, today, weekStartsOn);
  if (first !== null) return { from: first, to: today };
  const [, from = '', to = ''] = /^(.+)\.\.(.+)$/.exec(name) ?? [];
  if (isDay(from) && isDay(to)) return from <= to ? { from, to } : null;
  if (isDay(name)) return { from: name, to: name };
  if (isDay(`${name}-01`)) {
    const next = addDays(`${name}-01`, 31).slice(0, 7);
    return { from: `${name}-01`, to: addDays(`${next}-01`, -1) };
  }
  return isDay(`${name}-01-01`) ? { from: `${name}-01-01`, to: `${name}-12-31` } : null;
}

function firstDayNamed(name: string, today: Day, weekStartsOn: number): Day | null {
  const count = /^([1-9]\d{0,4})d$/.exec(name)?.[1];
  if (count) return addDays(today, 1 - Number(count));
  if (name === 'today') return today;
  if (name === 'week') return startOfWeek(today, weekStartsOn);
  if (name === 'month') return `${today.slice(0, 7)}-01`;
  if (name === 'year') return `${today.slice(0, 4)}-01-01`;
  return name === 'all' ? FIRST_DAY : null;
}

/** What was learned on the days of a range. */
export function totalIn(
  days: Iterable<readonly [Day, DayTotal]>,
  { from, to }: DayRange,
): DayTotal & { active_days: number } {
  const total = { minutes: 0, sessions: 0, active_days: 0 };
  for (const [day, { minutes, sessions }] of days) {
    if (day < from || day > to) continue;
    total.minutes += minutes;
    total.sessions += sessions;
    total.active_days += 1;
  }
  return total;
}
