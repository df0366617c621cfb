/** Weeks as ISO 8601 numbers them: from Monday, and the first is the one with the year's first Thursday. */
import { addDays, type Day, daysBetween, isDay, weekdayOf } from '../time/days.ts';

/** `2026-W05`; lexical order is calendar order. Its year is the week's own: 31 December may lie in the next one's. */
export type IsoWeek = string;

/** The week that holds `day`. */
export function isoWeekOf(day: Day): IsoWeek {
  // A week belongs to the year of its Thursday.
  const thursday = addDays(day, 4 - (weekdayOf(day) || 7));
  const year = thursday.slice(0, 4);
  const number = Math.floor(daysBetween(`${year}-01-01`, thursday) / 7) + 1;
  return `${year}-W${String(number).padStart(2, '0')}`;
}

/** Whether `text` names a week that exists: `2026-W53` does, `2025-W53` does not. */
export function isIsoWeek(text: string): boolean {
  const match = /^(\d{4})-W(\d{2})$/.exec(text);
  if (!match) return false;
  // 4 January is always in the first week.
  const day = addDays(`${match[1]}-01-04`, (Number(match[2]) - 1) * 7);
  return isDay(day) && isoWeekOf(day) === text;
}
