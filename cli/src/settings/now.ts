/** What a setting is now, and who says so. */
import type { Raw } from './readers.ts';
import { type Found, findSetting, type Source } from './source.ts';
import type { SettingName } from './table.ts';

export interface SettingNow {
  key: SettingName;
  /** As written; null where it is not set. */
  value: Raw | null;
  from: Found['from'] | 'default';
}

/** Throws `config_invalid`, or for a flag `usage`, where what is written is nothing that it can be. */
export function settingNow(source: Source, name: SettingName): SettingNow {
  const found = findSetting(source, name);
  return { key: name, value: found?.raw ?? null, from: found?.from ?? 'default' };
}
