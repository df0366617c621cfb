/** What each kind of setting may be. */
import { isKnownZone, systemZone } from '../home/zone.ts';

/** The value, or what would be one, in words. */
export type Read<T> = (raw: string | number) => T | { expected: string };

export const readTimeZone: Read<string> = (raw) => {
  // Go's name for the zone of the system.
  if (raw === 'Local') return systemZone();
  return isKnownZone(String(raw)) ? String(raw) : { expected: 'a time zone, like "Europe/Paris"' };
};

export const weekdays = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
];

export const readWeekday: Read<number> = (raw) => {
  const index = weekdays.indexOf(String(raw).toLowerCase());
  return index >= 0 ? index : { expected: 'a day of the week, like "monday"' };
};

export const readTimeOfDay: Read<number> = (raw) => {
  const match = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(String(raw));
  if (!match) return { expected: 'a time of day, like "04:00"' };
  return Number(match[1]) * 60 + Number(match[2]);
};

/** Whole numbers from `least` to `most`. */
const wholeNumbers =
  (what: string, least: number, most: number): Read<number> =>
  (raw) => {
    const number = Number(raw);
    const fits = Number.isInteger(number) && number >= least && number <= most;
    return fits ? number : { expected: `${what}, ${least} to ${most}` };
  };

export const readGoal = wholeNumbers('whole minutes a week', 0, 10_080);
export const readInterval = wholeNumbers('whole minutes', 1, 1_440);
export const readDays = wholeNumbers('whole days', 1, 365);

export const readFlag: Read<string> = (raw) =>
  /^(?:true|false)$/.test(String(raw)) ? String(raw) : { expected: 'true or false' };

export const readText: Read<string> = (raw) => String(raw);

/** A server's address without a slash at the end. */
export const readEndpoint: Read<string> = (raw) => {
  const url = URL.parse(String(raw));
  const fits = url && (url.protocol === 'https:' || url.protocol === 'http:') && !url.search;
  return fits
    ? `${url.origin}${url.pathname}`.replace(/\/+$/, '')
    : { expected: 'an address, like "https://samedi.example.org"' };
};
