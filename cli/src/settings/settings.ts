/** The settings that commands go by: a flag, else the environment, else `config.toml`, else a default. */
import { SamediError } from '../../../src/lib/errors.ts';
import type { Settings } from '../../../src/lib/wire/settings.ts';
import { systemZone } from '../home/zone.ts';
import { type Config, readConfig } from './config.ts';
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

export interface HomeSettings {
  /** An IANA name; that of the system by default. */
  timeZone: string;
  /** 0 Sunday to 6 Saturday; Monday by default. */
  weekStartsOn: number;
  /** Minutes after midnight; 0 by default. */
  dayStartsAtMinutes: number;
  /** Null where there is none. */
  weeklyGoalMinutes: number | null;
  /** Of the server, without a slash at the end; null where none is set. */
  endpoint: string | null;
  /** Minutes between rounds that run by themselves; null where the learner has not asked for them. */
  syncEveryMinutes: number | null;
  backups: BackupSettings;
  /** Whether the learner chose any of what pages count by, so that it is worth telling the server. */
  chosen: boolean;
}

export interface BackupSettings {
  /** As it is written; null for the default. */
  dir: string | null;
  /** Days between backups that are made by themselves; null where the learner has not asked for them. */
  everyDays: number | null;
  encrypt: boolean;
  /** Whose first line is the passphrase; null where there is none. */
  passphraseFile: string | null;
}

export interface Source {
  config: Config;
  path: string;
  env: NodeJS.ProcessEnv;
  flags: SettingFlags;
}

/** What flags say, by key. */
export type SettingFlags = Readonly<Record<string, string>>;

/** Reads all settings. Throws `config_invalid`, or for a flag `usage`, naming the key and what it may be. */
export function readSettings(source: Source): HomeSettings {
  const timeZone = setting(source, 'user.timezone', readTimeZone);
  const weekStartsOn =
    setting(source, 'learning.week_starts_on', readWeekday) ??
    setting(source, 'tui.first_day_of_week', readWeekday);
  const dayStartsAtMinutes = setting(source, 'learning.day_starts_at', readTimeOfDay);
  const weeklyGoalMinutes = setting(source, 'learning.weekly_goal_minutes', readGoal);
  return {
    timeZone: timeZone ?? systemZone(),
    weekStartsOn: weekStartsOn ?? 1,
    dayStartsAtMinutes: dayStartsAtMinutes ?? 0,
    weeklyGoalMinutes: weeklyGoalMinutes ?? null,
    endpoint: setting(source, 'sync.cloudflare_endpoint', readEndpoint) ?? null,
    syncEveryMinutes:
      setting(source, 'sync.enabled', readFlag) === 'true'
        ? (setting(source, 'sync.sync_interval_minutes', readInterval) ?? 30)
        : null,
    backups: readBackupSettings(source),
    chosen: [timeZone, weekStartsOn, dayStartsAtMinutes, weeklyGoalMinutes].some(
      (value) => value !== undefined,
    ),
  };
}

function readBackupSettings(source: Source): BackupSettings {
  return {
    dir: setting(source, 'storage.backup_dir', readText) ?? null,
    everyDays:
      setting(source, 'storage.backup_enabled', readFlag) === 'true'
        ? (setting(source, 'storage.auto_backup_days', readDays) ?? 1)
        : null,
    encrypt: setting(source, 'storage.backup_encrypt', readFlag) === 'true',
    passphraseFile: setting(source, 'storage.backup_passphrase_file', readText) ?? null,
  };
}

/** Where settings are read from. Throws `config_invalid` where the file is not TOML. */
export function openSource(path: string, env: NodeJS.ProcessEnv, flags: SettingFlags = {}): Source {
  return { config: readConfig(path), path, env, flags };
}

/** The settings that travel, in the server's words. */
export function travelling(settings: HomeSettings): Settings {
  return {
    time_zone: settings.timeZone,
    week_starts_on: settings.weekStartsOn,
    day_starts_at_minutes: settings.dayStartsAtMinutes,
    weekly_goal_minutes: settings.weeklyGoalMinutes,
  };
}

const variables: Record<string, string> = { 'sync.cloudflare_endpoint': 'SAMEDI_ENDPOINT' };

/** The variable that overrides a key: `SAMEDI_USER_TIMEZONE` for `user.timezone`. */
export function variableFor(key: string): string {
  return variables[key] ?? `SAMEDI_${key.replaceAll('.', '_').toUpperCase()}`;
}

export interface Written {
  raw: unknown;
  where: string;
  from: 'flag' | 'environment' | 'config';
}

/** What is written for a key, and where; undefined where nothing is. */
export function written({ config, path, env, flags }: Source, key: string): Written | undefined {
  const [section = '', name = ''] = key.split('.');
  const flag = flags[key];
  if (flag !== undefined) return { raw: flag, where: `${key}, as given,`, from: 'flag' };
  const variable = variableFor(key);
  const fromEnv = env[variable];
  if (fromEnv) return { raw: fromEnv, where: variable, from: 'environment' };
  const table = config[section];
  const raw = typeof table === 'object' && table !== null ? (table as Config)[name] : undefined;
  if (raw === undefined || raw === '') return undefined;
  return { raw, where: `${key} in ${path}`, from: 'config' };
}

/** What a key is set to; undefined where it is not. Throws `config_invalid`, or for a flag `usage`. */
export function setting<T extends string | number>(
  source: Source,
  key: string,
  read: Read<T>,
): T | undefined {
  const found = written(source, key);
  if (!found) return undefined;
  const raw = typeof found.raw === 'boolean' ? String(found.raw) : found.raw;
  const value =
    typeof raw === 'string' || typeof raw === 'number' ? read(raw) : { expected: 'one value' };
  if (typeof value !== 'object') return value;
  throw wrongSetting(found, value.expected);
}

export function wrongSetting({ raw, where, from }: Written, expected: string): SamediError {
  const code = from === 'flag' ? 'usage' : 'config_invalid';
  return new SamediError(code, `${where} is "${String(raw)}".`, {
    next: `It has to be ${expected}.`,
  });
}
