/**
 * Times as Samedi's first version stored them: whatever its Go driver wrote, so several forms in one column.
 * They are still written in one of these forms, so that the first version's own tools can read them.
 */

import { SamediError } from '../errors.ts';
import { type Day, dayAt, isDay } from './days.ts';

export interface FirstVersionTime {
  /** Unix milliseconds; finer digits are cut off. */
  ms: number;
  /** Minutes east of Greenwich; null where the text is in UTC, and so does not tell where the learner was. */
  utcOffsetMinutes: number | null;
}

// Go's time.String() adds a zone name (or, for nameless zones, the offset again) and a monotonic reading.
const pattern =
  /^(\d{4}-\d\d-\d\d)(?:[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:[.,](\d+))?)? ?(Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)?(?: ([A-Z][A-Za-z]{1,5}|[+-]\d{2}(?:\d{2})?))?(?: m=[+-][\d.]+)?)?$/;

/** Reads any of the first version's forms; a date alone is its midnight in UTC. Throws `invalid_record`. */
export function readFirstVersionTime(text: string): FirstVersionTime {
  const [whole, date, hours, minutes, seconds, fraction, offset, zone] =
    pattern.exec(text.trim()) ?? [];
  const needsOffset = zone !== undefined && zone !== 'UTC' && offset === undefined;
  if (whole === undefined || !date || !isDay(date) || needsOffset) throw unreadable(text);
  const local =
    Date.parse(`${date}T${hours ?? '00'}:${minutes ?? '00'}:${seconds ?? '00'}Z`) +
    Number((fraction ?? '').slice(0, 3).padEnd(3, '0'));
  const east = offsetMinutes(offset);
  const named = zone !== undefined && zone !== 'UTC';
  return { ms: local - east * 60_000, utcOffsetMinutes: east === 0 && !named ? null : east };
}

function offsetMinutes(text: string | undefined): number {
  if (text === undefined || text === 'Z') return 0;
  const size = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2));
  return size === 0 || text.startsWith('+') ? size : -size;
}

function unreadable(text: string): SamediError {
  const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return new SamediError('invalid_record', `"${shown}" is not a time that Samedi can read.`, {
    next: 'Write it like 2026-01-27T18:40:00+01:00.',
  });
}

/**
 * The form that the first version's driver writes and reads: `2024-01-15 10:00:00.123-08:00`, without a fraction where
 * it is 0. Throws `invalid_record` outside the years 0000 to 9999.
 */
export function writeTime(ms: number, utcOffsetMinutes: number): string {
  const local = new Date(ms + utcOffsetMinutes * 60_000);
  const year = Number.isNaN(local.getTime()) ? -1 : local.getUTCFullYear();
  if (year < 0 || year > 9999) throw unreadable(`${ms} ms`);
  const text = local.toISOString().slice(0, -1).replace('T', ' ').replace('.000', '');
  const size = Math.abs(utcOffsetMinutes);
  const offset = `${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
  return `${text}${utcOffsetMinutes < 0 ? '-' : '+'}${offset}`;
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}

/** A first-version session's three times, as its columns hold them. */
export interface FirstVersionSessionTimes {
  start_time: string;
  end_time: string | null;
  created_at: string | null;
}

export interface SessionTimes {
  startedAt: number;
  endedAt: number | null;
  createdAt: number;
  utcOffsetMinutes: number;
  day: Day;
}

/**
 * When and on which day a session was. Where its start is in UTC, its end or the moment it was stored may still tell
 * where the learner was; else `fallbackOffset` does, given the start in Unix milliseconds. Throws `invalid_record`.
 */
export function readSessionTimes(
  texts: FirstVersionSessionTimes,
  fallbackOffset: (startedAt: number) => number,
  dayStartsAtMinutes = 0,
): SessionTimes {
  const start = readFirstVersionTime(texts.start_time);
  const end = texts.end_time === null ? null : readFirstVersionTime(texts.end_time);
  const created = texts.created_at === null ? null : readFirstVersionTime(texts.created_at);
  const utcOffsetMinutes =
    start.utcOffsetMinutes ??
    end?.utcOffsetMinutes ??
    created?.utcOffsetMinutes ??
    fallbackOffset(start.ms);
  return {
    startedAt: start.ms,
    endedAt: end?.ms ?? null,
    createdAt: created?.ms ?? start.ms,
    utcOffsetMinutes,
    day: dayAt(start.ms, utcOffsetMinutes, dayStartsAtMinutes),
  };
}
