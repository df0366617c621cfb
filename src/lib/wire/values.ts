/** Single values, as the shapes beside this file use them. */
import { z } from 'zod';
import { planIdPattern } from '../plan/plan.ts';
import { isDay, isTimeZone } from '../time/days.ts';

/** 31 December 9999, the last instant that a four-digit year can name. */
const LAST_MS = 253_402_300_799_999;

/** Unix milliseconds, UTC. */
export const Timestamp = z.int().min(0).max(LAST_MS);

/** Unix milliseconds, UTC, of the years 2 to 9998: with any offset, they can be written with four digits. */
export const Moment = z.int().min(-62_104_060_800_000).max(253_370_764_799_999);

export const DayText = z.string().refine(isDay, 'not a date (YYYY-MM-DD)');

/** Ids are shown, sorted and compared byte for byte: no control characters, and nothing that UTF-8 cannot write. */
export const RecordId = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u, 'has control characters or half of a pair');

/** A plan's id names a file in every home, so it can hold no path. */
export const PlanId = z
  .string()
  .max(100)
  .regex(planIdPattern, 'letters, digits, ".", "_" and "-" only, a letter or digit first');

export const DeviceId = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\w-]+$/);

/** An IANA name, as `Europe/Paris`. */
export const TimeZone = z.string().max(64).refine(isTimeZone, 'not a known time zone');

export const EmailAddress = z
  .email('not an e-mail address')
  .max(254)
  .transform((address) => address.toLowerCase());
