/**
 * Times and days as learners type them on the command line, where they are. No clock in here: now comes in as an
 * argument.
 */
import { addDays, type Day, dayAt, isDay, utcOffsetMinutes } from './days.ts';

const DAY_MS = 86_400_000;
const time = String.raw`([01]?\d|2[0-3]):([0-5]\d)`;
const timeAlone = new RegExp(`^${time}$`);
const dayAndTime = new RegExp(String.raw`^(today|yesterday|\d{4}-\d\d-\d\d)[ T]+${time}$`, 'i');

/**
 * The moment (Unix ms) that `text` names on clocks in `timeZone`: `8:30`, `yesterday 18:40`, `2026-11-20 18:40`, or
 * `now`. A time alone is the last such time up to `now`. Null where it is none of these. A time that the clocks skip
 * when summer begins is taken as on the clocks before it; one that they show twice is the first.
 */
export function readMoment(text: string, now: number, timeZone: string): number | null {
  const tidy = text.trim();
  if (/^now$/i.test(tidy)) return now;
  const today = dateOf(now, timeZone);
  const alone = timeAlone.exec(tidy);
  if (alone) {
    const minutes = minutesOf(alone[1], alone[2]);
    const ms = momentOn(today, minutes, timeZone);
    return ms <= now ? ms : momentOn(addDays(today, -1), minutes, timeZone);
  }
  const [, dayText = '', hours, rest] = dayAndTime.exec(tidy) ?? [];
  const day = dayNamed(dayText, today);
  return day === null ? null : momentOn(day, minutesOf(hours, rest), timeZone);
}

/**
 * As `readMoment`, where a time alone is the next such time from `start` on: the end of what began then. Where that is
 * the next day and still to come, it is the time on the day of `start`, and so before it.
 */
export function readEnd(text: string, start: number, now: number, timeZone: string): number | null {
  const alone = timeAlone.exec(text.trim());
  if (!alone) return readMoment(text, now, timeZone);
  const minutes = minutesOf(alone[1], alone[2]);
  const day = dateOf(start, timeZone);
  const ms = momentOn(day, minutes, timeZone);
  if (ms >= start) return ms;
  const dayAfter = momentOn(addDays(day, 1), minutes, timeZone);
  return dayAfter <= now ? dayAfter : ms;
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

function minutesOf(hours = '', minutes = ''): number {
  return Number(hours) * 60 + Number(minutes);
}

/** `minutes` after midnight on `day`, by the clocks of `timeZone`. */
function momentOn(day: Day, minutes: number, timeZone: string): number {
  const local = Date.parse(`${day}T00:00:00Z`) + minutes * 60_000;
  // The offsets of the day before and after, which differ where the clocks change in between.
  const offsets = [local - DAY_MS, local + DAY_MS].map((ms) => utcOffsetMinutes(ms, timeZone));
  const fits = offsets
    .map((offset) => local - offset * 60_000)
    .filter((ms) => ms + utcOffsetMinutes(ms, timeZone) * 60_000 === local);
  return fits.length > 0 ? Math.min(...fits) : local - (offsets[0] ?? 0) * 60_000;
}
