/**
 * Which dashboard a page shows, as its browser sends it along to ask for a newer one. It says with what zone the
 * learner's day was found, so that the server knows whether that day is over before it asks the database. Who changes
 * it gets a page of their own that is too old, and nothing else.
 */
import { z } from 'zod';
import { type Day, isTimeZone } from '../../lib/time/days.ts';
import { DayText } from '../../lib/wire/values.ts';

export interface Seen {
  day: Day;
  day_starts_at_minutes: number;
  time_zone: string;
  version: string;
}

export function seenText({ day, day_starts_at_minutes, time_zone, version }: Seen): string {
  return [day, day_starts_at_minutes, time_zone, version].join(' ');
}

const parts = z.tuple([
  DayText,
  z.coerce.number().int().min(0).max(1_440),
  z.string().refine(isTimeZone),
  z.string().max(300),
]);

/** Null for what `seenText` did not make: then nothing was seen. */
export function seenOf(text: string): Seen | null {
  const { data } = parts.safeParse(text.split(' '));
  if (!data) return null;
  const [day, day_starts_at_minutes, time_zone, version] = data;
  return { day, day_starts_at_minutes, time_zone, version };
}
