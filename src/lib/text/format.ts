/** Numbers, durations and days as people say them, in English and the same on every runtime (so no `Intl`). */
import { addDays, type Day, dayAt, daysBetween, weekdayOf } from '../time/days.ts';

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** A whole number with thousands separators: `2,800`. */
export function numberText(count: number): string {
  const [, sign = '', digits = ''] = /^(-?)(.*)$/.exec(String(Math.round(count))) ?? [];
  const head = digits.length % 3;
  const groups = digits.slice(head).match(/\d{3}/g) ?? [];
  return sign + [digits.slice(0, head), ...groups].filter(Boolean).join(',');
}

/** `1 day`, `12 days`; `plural` where adding an s does not make it. */
export function countText(count: number, one: string, plural = `${one}s`): string {
  return `${numberText(count)} ${count === 1 ? one : plural}`;
}

/** `45 min`, `1 h 30 min`, `2 h`; from 100 hours on whole hours, rounded: `2,800 h`. */
export function minutesText(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  if (hours >= 100) return `${numberText(minutes / 60)} h`;
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/** `Tuesday`. */
export function weekdayText(day: Day): string {
  return weekdayName(weekdayOf(day));
}

/** `Tuesday` of 2; 0 is Sunday. */
export function weekdayName(weekday: number): string {
  return weekdays[weekday] ?? '';
}

/** `3 November 2025`. */
export function dateText(day: Day): string {
  return `${dayAndMonthText(day)} ${Number(day.slice(0, 4))}`;
}

/**
 * `Today`, `Yesterday`, `Tomorrow`, the weekday for the rest of the past week, else the date, its year only where it is
 * another.
 */
export function relativeDayText(day: Day, today: Day): string {
  if (day === today) return 'Today';
  if (day === addDays(today, 1)) return 'Tomorrow';
  const daysAgo = daysBetween(day, today);
  if (daysAgo === 1) return 'Yesterday';
  if (daysAgo > 1 && daysAgo < 7) return weekdayText(day);
  return relativeDateText(day, today);
}

/** The date, its year only where it is another than today's: `3 November`. */
export function relativeDateText(day: Day, today: Day): string {
  return day.slice(0, 4) === today.slice(0, 4) ? dayAndMonthText(day) : dateText(day);
}

/** `3 November`. */
export function dayAndMonthText(day: Day): string {
  return `${Number(day.slice(8))} ${months[Number(day.slice(5, 7)) - 1]}`;
}

/** What a 24-hour clock showed at `ms` (Unix milliseconds) where the learner was: `18:40`. */
export function timeOfDayText(ms: number, utcOffsetMinutes: number): string {
  return new Date(ms + utcOffsetMinutes * 60_000).toISOString().slice(11, 16);
}

/** The month of a day: `November 2025`. */
export function monthText(day: Day): string {
  return `${months[Number(day.slice(5, 7)) - 1]} ${Number(day.slice(0, 4))}`;
}

/** When it was: `Today at 18:40`. */
export function momentText(ms: number, utcOffsetMinutes: number, today: Day): string {
  return `${relativeDayText(dayAt(ms, utcOffsetMinutes), today)} at ${timeOfDayText(ms, utcOffsetMinutes)}`;
}

/** A day or a moment as it stands within a sentence: `today at 18:40`. A weekday keeps its capital. */
export function withinSentence(text: string): string {
  return text.replace(/^(Today|Tomorrow|Yesterday)\b/, (word) => word.toLowerCase());
}

/** `512 bytes`, `95 MiB`, `1.4 GiB`: binary units, one decimal below ten of them. */
export function bytesText(bytes: number): string {
  if (bytes < 1024) return countText(bytes, 'byte');
  const units = ['KiB', 'MiB', 'GiB'];
  let value = bytes / 1024;
  let unit = 0;
  // What rounds to 1024 of one unit is 1 of the next.
  while (value >= 1023.5 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const text = value < 9.95 ? String(Math.round(value * 10) / 10) : numberText(value);
  return `${text} ${units[unit]}`;
}
