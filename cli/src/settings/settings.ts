/** The settings that commands go by. */
import type { Settings as Travelling } from '../../../src/lib/wire/settings.ts';
import type { Raw } from './readers.ts';
import { findSetting, type Source } from './source.ts';
import {
  allSettings,
  type Setting,
  type SettingName,
  type SettingValue,
  settings,
  type TravellingValues,
} from './table.ts';

export type HomeSettings = ReturnType<typeof readSettings>;

/** Reads what is needed of them. Throws `config_invalid`, or for a flag `usage`, saying what a setting may be. */
export function readSettings(source: Source) {
  const value = <Name extends SettingName>(name: Name) => valueIn(source, name);
  return {
    /** An IANA name. */
    timeZone: value('user.timezone'),
    /** 0 Sunday to 6 Saturday. */
    weekStartsOn: value('learning.week_starts_on'),
    /** Minutes after midnight. */
    dayStartsAtMinutes: value('learning.day_starts_at'),
    weeklyGoalMinutes: value('learning.weekly_goal_minutes'),
    /** Of the server, without a slash at the end. */
    endpoint: value('sync.cloudflare_endpoint'),
    /** Minutes between rounds that run by themselves; null where the learner has not asked for them. */
    syncEveryMinutes: value('sync.enabled') ? value('sync.sync_interval_minutes') : null,
    backups: {
      /** As it is written; null for the default. */
      dir: value('storage.backup_dir'),
      /** Days between backups that are made by themselves; null where the learner has not asked for them. */
      everyDays: value('storage.backup_enabled') ? value('storage.auto_backup_days') : null,
      encrypt: value('storage.backup_encrypt'),
      passphraseFile: value('storage.backup_passphrase_file'),
    },
    ...travelling(source),
  };
}

/** What pages count by, in the server's words, and whether the learner chose any of it, so that it is worth telling. */
function travelling(source: Source): { travelling: Travelling; chosen: boolean } {
  const those = allSettings.filter(([, { travelsAs }]) => travelsAs !== undefined);
  const values = those.map(([name, { travelsAs }]) => [travelsAs, valueIn(source, name)]);
  return {
    travelling: Object.fromEntries(values) as TravellingValues,
    chosen: those.some(([name]) => findSetting(source, name) !== null),
  };
}

function valueIn<Name extends SettingName>(source: Source, name: Name): SettingValue<Name> {
  const found = findSetting(source, name);
  return (found ? found.value : defaultOf(settings[name])) as SettingValue<Name>;
}

function defaultOf({ is, byDefault }: Setting): Raw | null {
  return byDefault === undefined ? null : (is.read(byDefault) as Raw);
}
