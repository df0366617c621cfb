/** The settings there are; whatever else is in config.toml belongs to somebody else. */
import type { Settings as Travelling } from '../../../src/lib/wire/settings.ts';
import {
  address,
  flag,
  type Raw,
  type Reader,
  text,
  timeOfDay,
  timeZone,
  weekday,
  wholeNumbers,
} from './readers.ts';

/** One setting. All that reads, shows or writes settings goes by these. */
export interface Setting {
  /** What it is, on the page of the docs and in help. */
  about: string;
  is: Reader<Raw>;
  /** What holds where nothing is set, as it would be written. Without it, nothing does. */
  byDefault?: Raw;
  /** What holds by default, in words; `byDefault` itself where this is left out, or none. */
  otherwise?: string;
  /** The first version's name for it, which is read where this one is not set. */
  before?: string;
  /** The variable that goes before config.toml; `SAMEDI_USER_TIMEZONE` for `user.timezone` where this is left out. */
  variable?: string;
  /** What the server calls it, where it is told: pages count by it as the CLI does. */
  travelsAs?: keyof Travelling;
}

export const settings = {
  'user.email': { about: 'your address', is: text },
  'user.username': { about: 'your name', is: text },
  'user.timezone': {
    about: 'where you are, like Europe/Paris',
    is: timeZone,
    byDefault: 'Local',
    otherwise: "the system's",
    travelsAs: 'time_zone',
  },
  'learning.week_starts_on': {
    about: 'monday, sunday or another day',
    is: weekday,
    byDefault: 'monday',
    before: 'tui.first_day_of_week',
    travelsAs: 'week_starts_on',
  },
  'learning.day_starts_at': {
    about: 'when a day begins: with 04:00 an evening that ends at one stays one day',
    is: timeOfDay,
    byDefault: '00:00',
    travelsAs: 'day_starts_at_minutes',
  },
  'learning.weekly_goal_minutes': {
    about: 'what you mean to do in a week',
    is: wholeNumbers('whole minutes a week', 0, 10_080),
    travelsAs: 'weekly_goal_minutes',
  },
  'sync.cloudflare_endpoint': { about: 'the server', is: address, variable: 'SAMEDI_ENDPOINT' },
  'sync.enabled': { about: 'whether commands leave a sync behind', is: flag, byDefault: false },
  'sync.sync_interval_minutes': {
    about: 'how often, 1 to 1440',
    is: wholeNumbers('whole minutes', 1, 1_440),
    byDefault: 30,
  },
  'storage.backup_dir': {
    about: 'the folder that backups are made in',
    is: text,
    otherwise: 'backups, in the home',
  },
  'storage.backup_enabled': {
    about: 'whether commands leave a backup behind',
    is: flag,
    byDefault: false,
  },
  'storage.auto_backup_days': {
    about: 'how often, every 1 to 365 days',
    is: wholeNumbers('whole days', 1, 365),
    byDefault: 1,
  },
  'storage.backup_encrypt': {
    about: 'whether backups are made with a passphrase',
    is: flag,
    byDefault: false,
  },
  'storage.backup_passphrase_file': {
    about: 'the file whose first line is the passphrase',
    is: text,
  },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof settings;

type Declared<Name extends SettingName> = (typeof settings)[Name];

/** What a setting comes to; null for one that is not set and has no default. */
export type SettingValue<Name extends SettingName> =
  Declared<Name>['is'] extends Reader<infer Value>
    ? Value | (Declared<Name> extends { byDefault: Raw } ? never : null)
    : never;

/** All of them, under their names and in the order of the page. */
export const allSettings = Object.entries(settings) as [SettingName, Setting][];

/** Those that the server is told, under its names for them. */
export type TravellingValues = {
  [Name in SettingName as Declared<Name> extends { travelsAs: infer As extends string }
    ? As
    : never]: SettingValue<Name>;
};

/** What holds by default, in words. */
export function otherwiseOf({ otherwise, byDefault }: Setting): string {
  return otherwise ?? String(byDefault ?? 'none');
}

/** The variable that overrides a setting. */
export function variableOf(name: string, { variable }: Setting): string {
  return variable ?? `SAMEDI_${name.replaceAll('.', '_').toUpperCase()}`;
}
