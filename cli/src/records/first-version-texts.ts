/** Lists, dates and ids as the first version's columns hold them. */

import { SamediError } from '../../../src/lib/errors.ts';
import { isDay } from '../../../src/lib/time/days.ts';

/** A list: a JSON array, else words separated by commas; empty for null. */
export function readList(text: unknown): string[] {
  if (text === null || text === undefined || String(text).trim() === '') return [];
  const parsed = parseJson(String(text));
  if (Array.isArray(parsed)) return parsed.map(String);
  if (parsed === null) return [];
  return String(text)
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Not JSON: the other form.
  }
}

/** The date of a date, or of a time as it was written there. Throws `invalid_record`. */
export function readDay(text: unknown): string {
  const day = String(text).trim().slice(0, 10);
  if (isDay(day)) return day;
  throw new SamediError('invalid_record', `"${String(text).slice(0, 60)}" is not a date.`, {
    next: 'Write it like 2026-01-27.',
  });
}
