/** Times, days and durations from the command line; each throws `invalid_input`, saying how to write one. */

import { SamediError } from '../../../src/lib/errors.ts';
import { type Day, dayAt, dayIn } from '../../../src/lib/time/days.ts';
import { readDuration } from '../../../src/lib/time/durations.ts';
import { readDayName, readEnd, readMoment } from '../../../src/lib/time/moments.ts';
import { offsetAt } from '../home/zone.ts';
import type { HomeSettings } from '../settings/settings.ts';

type DaySettings = Pick<HomeSettings, 'timeZone' | 'dayStartsAtMinutes'>;

/** Unix ms; a time of day alone is the last one up to `now`. Refuses what is still to come. */
export function pastMoment(text: string, now: number, { timeZone }: DaySettings): number {
  return past(readMoment(text, now, timeZone) ?? notTime(text), text, now);
}

/** As `pastMoment`, where a time of day alone is the next one after `start`. Refuses one before `start`, too. */
export function endAfter(
  text: string,
  start: number,
  now: number,
  { timeZone }: DaySettings,
): number {
  const end = past(readEnd(text, start, now, timeZone) ?? notTime(text), text, now);
  if (end >= start) return end;
  throw invalid(`${text} is before the start.`, 'Give a time between the start and now.');
}

/** Whole minutes, at least one. */
export function durationMinutes(text: string): number {
  const minutes = readDuration(text);
  if (minutes !== null && minutes > 0) return minutes;
  throw invalid(`"${text}" is not a duration.`, 'Write it like 45m or 1h30.');
}

export function pastDay(text: string, now: number, settings: DaySettings): Day {
  const today = dayIn(now, settings.timeZone, settings.dayStartsAtMinutes);
  const day = readDayName(text, today);
  if (day !== null) return day;
  throw invalid(`"${text}" is not a day.`, 'Write it like 2026-11-20, yesterday, or 30d.');
}

/** Where clocks stood at a session's start, and the learner's day that it belongs to. */
export function dayOfStart(startedAt: number, settings: DaySettings) {
  const utc_offset_minutes = offsetAt(startedAt, settings.timeZone);
  return {
    utc_offset_minutes,
    day: dayAt(startedAt, utc_offset_minutes, settings.dayStartsAtMinutes),
  };
}

/** A whole number of things. */
export function countOf(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw invalid(`"${text}" is not a number.`, 'Write a whole number, or 0 for all.');
}

function past(ms: number, text: string, now: number): number {
  if (ms <= now) return ms;
  throw invalid(`${text} is still to come.`, 'Give a time up to now.');
}

function notTime(text: string): never {
  throw invalid(
    `"${text}" is not a time.`,
    'Write it like 8:30, "yesterday 18:40" or "2026-11-20 18:40".',
  );
}

function invalid(message: string, next: string): SamediError {
  return new SamediError('invalid_input', message, { next });
}
