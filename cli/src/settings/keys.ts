/** The settings that `samedi config` knows; whatever else is in config.toml belongs to somebody else. */
import { SamediError } from '../../../src/lib/errors.ts';
import { meaning, nearest } from '../arguments/suggest.ts';
import {
  type Read,
  readDays,
  readEndpoint,
  readFlag,
  readGoal,
  readInterval,
  readText,
  readTimeOfDay,
  readTimeZone,
  readWeekday,
} from './readers.ts';

export interface Key {
  read: Read<string | number>;
  /** Of the value in the file. */
  type: 'text' | 'number' | 'boolean';
  /** What holds where nothing is set, in words. */
  otherwise: string;
  /** The first version's name for it, which is read where this one is not set. */
  before?: string;
}

export const keys: Readonly<Record<string, Key>> = {
  'user.email': { read: readText, type: 'text', otherwise: 'none' },
  'user.username': { read: readText, type: 'text', otherwise: 'none' },
  'user.timezone': { read: readTimeZone, type: 'text', otherwise: "the system's" },
  'learning.week_starts_on': {
    read: readWeekday,
    type: 'text',
    otherwise: 'monday',
    before: 'tui.first_day_of_week',
  },
  'learning.day_starts_at': { read: readTimeOfDay, type: 'text', otherwise: '00:00' },
  'learning.weekly_goal_minutes': { read: readGoal, type: 'number', otherwise: 'none' },
  'sync.cloudflare_endpoint': { read: readEndpoint, type: 'text', otherwise: 'none' },
  'sync.enabled': { read: readFlag, type: 'boolean', otherwise: 'false' },
  'sync.sync_interval_minutes': { read: readInterval, type: 'number', otherwise: '30' },
  'storage.backup_dir': { read: readText, type: 'text', otherwise: 'backups, in the home' },
  'storage.backup_enabled': { read: readFlag, type: 'boolean', otherwise: 'false' },
  'storage.auto_backup_days': { read: readDays, type: 'number', otherwise: '1' },
  'storage.backup_encrypt': { read: readFlag, type: 'boolean', otherwise: 'false' },
  'storage.backup_passphrase_file': { read: readText, type: 'text', otherwise: 'none' },
};

/** Throws `usage` for an unknown one, naming those there are. */
export function requireKey(name: string): Key {
  const key = Object.hasOwn(keys, name) ? keys[name] : undefined;
  if (key) return key;
  const names = Object.keys(keys);
  const meant = names.find((one) => one.endsWith(`.${name}`)) ?? nearest(name, names);
  throw new SamediError('usage', `There is no setting "${name}".`, {
    next: meaning(meant, `Use one of: ${names.join(', ')}.`),
  });
}
