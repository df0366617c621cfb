/** Stretches of days as learners name them. */
import { addDays, type Day, isDay, startOfWeek } from './days.ts';

/** Both days are in it. */
export interface DayRange {
  from: Day;
  to: Day;
}

const FIRST_DAY = '0000-01-01';

/** What `readRange` takes, for messages. */
export const rangeExamples =
  'today, week, month, year, all, 30d, 12w, 12m, 2026, 2026-11, 2026-11-01..2026-11-20';

/** The days that `text` names on `today`, those to come left out; null where it names none. */
export function readRange(text: string, today: Day, weekStartsOn: number): DayRange | null {
  const name = text.trim().toLowerCase();
  const first = firstDayNamed(name, today, weekStartsOn);
  if (first !== null) return { from: first, to: today };
  const [from = '', to = '', ...more] = name.split('..');
  if (isDay(from) && isDay(to) && more.length === 0) return from <= to ? { from, to } : null;
  if (isDay(name)) return { from: name, to: name };
  const lastOfMonth = [31, 30, 29, 28].map((date) => `${name}-${date}`).find(isDay);
  if (lastOfMonth) return { from: `${name}-01`, to: lastOfMonth };
  return isDay(`${name}-01-01`) ? { from: `${name}-01-01`, to: `${name}-12-31` } : null;
}

function firstDayNamed(name: string, today: Day, weekStartsOn: number): Day | null {
  const [, digits, unit] = /^([1-9]\d{0,4})([dwm])$/.exec(name) ?? [];
  if (digits) return firstDayOfLast(Number(digits), unit, today, weekStartsOn);
  if (name === 'today') return today;
  if (name === 'week') return startOfWeek(today, weekStartsOn);
  if (name === 'month') return `${today.slice(0, 7)}-01`;
  if (name === 'year') return `${today.slice(0, 4)}-01-01`;
  return name === 'all' ? FIRST_DAY : null;
}

/** Of the last `count` days, weeks or months; the one that `today` is in counts as one. */
function firstDayOfLast(
  count: number,
  unit: string | undefined,
  today: Day,
  weekStartsOn: number,
): Day {
  if (unit === 'd') return notBefore(addDays(today, 1 - count));
  if (unit === 'w') return notBefore(addDays(startOfWeek(today, weekStartsOn), 7 * (1 - count)));
  const months = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - count;
  if (months < 0) return FIRST_DAY;
  const year = String(Math.floor(months / 12)).padStart(4, '0');
  return `${year}-${String((months % 12) + 1).padStart(2, '0')}-01`;
}

/** A day before the year 0 cannot be written with four digits. */
function notBefore(day: Day): Day {
  return isDay(day) ? day : FIRST_DAY;
}
