/** Times as people type them: `8:30`. */
import { utcOffsetMinutes } from '../../src/lib/days.ts';
import { SamediError } from '../../src/lib/errors.ts';

const DAY_MS = 86_400_000;

/**
 * The last moment, up to `now`, at which clocks in `timeZone` showed `text` (`8:30` or `08:30`). Unix ms.
 * Throws `invalid_input`.
 */
export function readTimeOfDay(text: string, now: number, timeZone: string): number {
  const match = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text.trim());
  if (!match) {
    throw new SamediError('invalid_input', `"${text}" is not a time of day.`, {
      next: 'Write it like 8:30 or 20:15.',
    });
  }
  const minutes = Number(match[1]) * 60 + Number(match[2]);
  const today = at(now, minutes, timeZone);
  return today <= now ? today : at(now - DAY_MS, minutes, timeZone);
}

/** `minutes` after midnight on the date of `ms`, by the offset that holds then. */
function at(ms: number, minutes: number, timeZone: string): number {
  const offset = utcOffsetMinutes(ms, timeZone) * 60_000;
  const midnight = Math.floor((ms + offset) / DAY_MS) * DAY_MS;
  const guess = midnight + minutes * 60_000 - offset;
  // The clocks may have changed between `ms` and then.
  return midnight + minutes * 60_000 - utcOffsetMinutes(guess, timeZone) * 60_000;
}
