/** Times, days and durations from the command line; each throws `invalid_input`, saying how to write one. */

import { SamediError } from '../../../src/lib/errors.ts';
import { type Day, dayAt, dayIn } from '../../../src/lib/time/days.ts';
import { readDuration } from '../../../src/lib/time/durations.ts';
import { writeTime } from '../../../src/lib/time/first-version-times.ts';
import { readDayName, readTyped, readTypedEnd, type Typed } from '../../../src/lib/time/moments.ts';
import type { Home } from '../home/home.ts';
import { offsetAt } from '../home/zone.ts';
import type { HomeSettings } from '../settings/settings.ts';

type DaySettings = Pick<HomeSettings, 'timeZone' | 'dayStartsAtMinutes'>;

/** Where a time was typed: its clocks, and who hears that they never showed it, or twice. */
type Typing = Pick<Home, 'settings' | 'warn'>;

/** Unix ms; a time of day alone is the last one up to `now`. Refuses what is still to come. */
export function pastMoment(text: string, now: number, home: Typing): number {
  return past(readTyped(text, now, home.settings.timeZone) ?? notTime(text), text, now, home);
}

/** As `pastMoment`, where a time of day alone is the next one after `start`. Refuses one up to `start`, too. */
export function endAfter(text: string, start: number, now: number, home: Typing): number {
  const found = readTypedEnd(text, start, now, home.settings.timeZone) ?? notTime(text);
  const end = past(found, text, now, home);
  if (end > start) return end;
  const what = end === start ? 'is when it starts' : 'is before the start';
  throw invalid(`${text} ${what}.`, 'Give a time between the start and now.');
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

function past(found: Typed, text: string, now: number, home: Typing): number {
  if (found.ms > now) throw invalid(`${text} is still to come.`, 'Give a time up to now.');
  if (found.odd) home.warn(oddTime(found, text, home.settings));
  return found.ms;
}

function oddTime({ ms, odd }: Typed, text: string, { timeZone }: DaySettings): string {
  const taken = writeTime(ms, offsetAt(ms, timeZone));
  if (odd === 'skipped') {
    return `Clocks never showed ${text}: they went forward. ${taken.slice(11, 16)} is taken.`;
  }
  return `Clocks showed ${text} twice: they went back. Taken is "${taken}"; to mean the other, write it with its offset.`;
}

function notTime(text: string): never {
  throw invalid(
    `"${text}" is not a time.`,
    'Write it like 8:30, 7pm, "30m ago", "yesterday 18:40", "monday 18:00" or "2026-11-20 18:40".',
  );
}

function invalid(message: string, next: string): SamediError {
  return new SamediError('invalid_input', message, { next });
}
