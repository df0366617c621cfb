/** What each kind of setting may be. */
import { isKnownZone, systemZone } from '../home/zone.ts';

/** What a file, a variable or a flag can say. */
export type Raw = string | number | boolean;

/** A kind of value: how it is written, and what it means to the program. */
export interface Reader<T extends Raw> {
  /** How it stands in config.toml. */
  readonly type: 'text' | 'number' | 'boolean';
  /** The value, or what would be one, in words. */
  read(raw: Raw): T | { expected: string };
  /** All that it can be, for completion; left out where that is not to be listed. */
  values?(): readonly string[];
}

export const text: Reader<string> = { type: 'text', read: String };

export const flag: Reader<boolean> = {
  type: 'boolean',
  read: (raw) =>
    /^(?:true|false)$/.test(String(raw)) ? String(raw) === 'true' : { expected: 'true or false' },
  values: () => ['true', 'false'],
};

export const timeZone: Reader<string> = {
  type: 'text',
  read(raw) {
    // Go's name for the zone of the system.
    if (raw === 'Local') return systemZone();
    const name = String(raw);
    return isKnownZone(name) ? name : { expected: 'a time zone, like "Europe/Paris"' };
  },
  values: () => Intl.supportedValuesOf('timeZone'),
};

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** 0 Sunday to 6 Saturday. */
export const weekday: Reader<number> = {
  type: 'text',
  read(raw) {
    const index = weekdays.indexOf(String(raw).toLowerCase());
    return index >= 0 ? index : { expected: 'a day of the week, like "monday"' };
  },
  values: () => weekdays,
};

/** Minutes after midnight. */
export const timeOfDay: Reader<number> = {
  type: 'text',
  read(raw) {
    const match = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(String(raw));
    if (!match) return { expected: 'a time of day, like "04:00"' };
    return Number(match[1]) * 60 + Number(match[2]);
  },
};

/** Whole numbers from `least` to `most`. */
export const wholeNumbers = (what: string, least: number, most: number): Reader<number> => ({
  type: 'number',
  read(raw) {
    const number = typeof raw === 'boolean' ? Number.NaN : Number(raw);
    const fits = Number.isInteger(number) && number >= least && number <= most;
    return fits ? number : { expected: `${what}, ${least} to ${most}` };
  },
});

/** A server's address without a slash at the end. */
export const address: Reader<string> = {
  type: 'text',
  read(raw) {
    const url = URL.parse(String(raw));
    const fits = url && (url.protocol === 'https:' || url.protocol === 'http:') && !url.search;
    return fits
      ? `${url.origin}${url.pathname}`.replace(/\/+$/, '')
      : { expected: 'an address, like "https://samedi.example.org"' };
  },
};
