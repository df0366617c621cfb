/**
 * Times and days as learners type them on the command line, where they are. No clock in here: now comes in as an
 * argument.
 */
import { addDays, type Day, dayAt, isDay, utcOffsetMinutes, weekdayOf } from './days.ts';
import { readDuration } from './durations.ts';

const DAY_MS = 86_400_000;
const clock = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:[.,]\d{1,9})?)?$/;
const halfDay = /^(0?[1-9]|1[0-2])(?::([0-5]\d)(?::([0-5]\d))?)? ?([ap])\.?m\.?$/i;
const dayAndTime =
  /^(today|yesterday|(?:last )?[a-z]{3,9}|\d{4}-\d\d-\d\d)[ T,]+(?:at +)?([^ T,].*)$/is;
const withZone = /^(\S.*?) ?(Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)$/is;
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** A moment as it was typed. */
export interface Typed {
  /** Unix ms. */
  ms: number;
  /** Whether clocks skipped that time, when summer began, or showed it twice, when it ended. */
  odd: 'skipped' | 'twice' | null;
}

/**
 * The moment that `text` names on clocks in `timeZone`: `8:30`, `7pm`, `yesterday 18:40`, `monday 18:00`,
 * `2026-11-20 18:40`, ISO 8601 with seconds and a zone, `30m ago`, or `now`. A time alone is the last such time up to
 * `now`, and so is one on a weekday. Null where it is none of these. A time that the clocks skip is taken as on the
 * clocks before it; one that they show twice is the first.
 */
export function readTyped(text: string, now: number, timeZone: string): Typed | null {
  const tidy = text.trim().replace(/\s+/g, ' ');
  const exact = exactMoment(tidy, now);
  if (exact !== null) return { ms: exact, odd: null };
  const today = dateOf(now, timeZone);
  const alone = readTime(tidy);
  if (alone !== null) return lastUpTo(now, today, 1, alone, timeZone);
  const [, dayText = '', timeText = ''] = dayAndTime.exec(tidy) ?? [];
  const time = readTime(timeText.trim());
  if (time === null) return null;
  const day = dayNamed(dayText, today);
  if (day !== null) return typedOn(day, time, timeZone);
  const ago = daysSince(dayText.toLowerCase(), today);
  return ago === null ? null : lastUpTo(now, addDays(today, -ago), 7, time, timeZone);
}

/** As `readTyped`, in Unix ms. */
export function readMoment(text: string, now: number, timeZone: string): number | null {
  return readTyped(text, now, timeZone)?.ms ?? null;
}

/**
 * As `readTyped`, where a time alone is the next such time from `start` on: the end of what began then. Where that is
 * the next day and still to come, it is the time on the day of `start`, and so before it.
 */
export function readTypedEnd(
  text: string,
  start: number,
  now: number,
  timeZone: string,
): Typed | null {
  const time = readTime(text.trim());
  if (time === null) return readTyped(text, now, timeZone);
  const day = dateOf(start, timeZone);
  const found = typedOn(day, time, timeZone, start);
  if (found.ms >= start) return found;
  const dayAfter = typedOn(addDays(day, 1), time, timeZone);
  return dayAfter.ms <= now ? dayAfter : found;
}

/** As `readTypedEnd`, in Unix ms. */
export function readEnd(text: string, start: number, now: number, timeZone: string): number | null {
  return readTypedEnd(text, start, now, timeZone)?.ms ?? null;
}

/** What names a moment wherever the learner is: `now`, `30m ago`, or a time with its zone. */
function exactMoment(text: string, now: number): number | null {
  if (/^now$/i.test(text)) return now;
  if (/ ago$/i.test(text)) {
    const span = text.slice(0, -' ago'.length);
    const days = /^(\d{1,5}) ?(?:d|days?)$/i.exec(span)?.[1];
    const minutes = days === undefined ? readDuration(span) : Number(days) * 1_440;
    return minutes === null ? null : now - minutes * 60_000;
  }
  const [, local = '', zone = ''] = withZone.exec(text) ?? [];
  const [, day = '', time = ''] = dayAndTime.exec(local) ?? [];
  const after = readTime(time);
  if (!isDay(day) || after === null) return null;
  const digits = zone.replace(/\D/g, '');
  const east = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return midnight(day) + after - (zone.startsWith('-') ? -east : east) * 60_000;
}

/** Milliseconds after midnight; null where `text` is no time of day. */
function readTime(text: string): number | null {
  const [, hours, minutes = '0', seconds = '0', half] =
    clock.exec(text) ?? halfDay.exec(text) ?? [];
  if (hours === undefined) return null;
  const hour =
    half === undefined ? Number(hours) : (Number(hours) % 12) + (/p/i.test(half) ? 12 : 0);
  return ((hour * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000;
}

/** The time on `day`, or `step` days earlier where that is still to come. */
function lastUpTo(now: number, day: Day, step: number, time: number, timeZone: string): Typed {
  const found = typedOn(day, time, timeZone);
  return found.ms <= now ? found : typedOn(addDays(day, -step), time, timeZone);
}

/** How many days ago the weekday was that `text` names; null where it names none. */
function daysSince(text: string, today: Day): number | null {
  const name = text.replace(/^last /, '');
  const index = weekdays.findIndex(
    (day) => day === name || (name.length < 6 && day.startsWith(name)),
  );
  if (index === -1) return null;
  const ago = (weekdayOf(today) - index + 7) % 7;
  return ago === 0 && name !== text ? 7 : ago;
}

/**
 * The day that `text` names: `2026-11-20`, `today`, `yesterday`, or `30d`, the last 30 days; null where it names none.
 */
export function readDayName(text: string, today: Day): Day | null {
  const tidy = text.trim().toLowerCase();
  const count = /^([1-9]\d{0,4})d$/.exec(tidy)?.[1];
  return count ? addDays(today, 1 - Number(count)) : dayNamed(tidy, today);
}

function dayNamed(text: string, today: Day): Day | null {
  const name = text.toLowerCase();
  if (name === 'today') return today;
  if (name === 'yesterday') return addDays(today, -1);
  return isDay(name) ? name : null;
}

function dateOf(ms: number, timeZone: string): Day {
  return dayAt(ms, utcOffsetMinutes(ms, timeZone));
}

function midnight(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** `time` (ms after midnight) on `day`, by the clocks of `timeZone`; of two, the first from `from` on. */
function typedOn(day: Day, time: number, timeZone: string, from = Number.NEGATIVE_INFINITY): Typed {
  const local = midnight(day) + time;
  // The offsets of the day before and after, which differ where the clocks change in between.
  const offsets = [local - DAY_MS, local + DAY_MS].map((ms) => utcOffsetMinutes(ms, timeZone));
  const fits = [...new Set(offsets)]
    .map((offset) => local - offset * 60_000)
    .filter((ms) => ms + utcOffsetMinutes(ms, timeZone) * 60_000 === local)
    .sort((a, b) => a - b);
  const [first, second] = fits;
  if (first === undefined) return { ms: local - (offsets[0] ?? 0) * 60_000, odd: 'skipped' };
  if (second === undefined) return { ms: first, odd: null };
  return { ms: first >= from ? first : second, odd: 'twice' };
}
