/** What a setting is now, and who says so. */
import { type Key, keys } from './keys.ts';
import { type Source, type Written, written, wrongSetting } from './settings.ts';

export interface SettingNow {
  key: string;
  /** As written; null where it is not set. */
  value: string | number | boolean | null;
  from: Written['from'] | 'default';
}

export function allSettings(source: Source): SettingNow[] {
  return Object.entries(keys).map(([name, key]) => settingNow(source, name, key));
}

/** Throws `config_invalid`, or for a flag `usage`, where what is written is nothing that it can be. */
export function settingNow(source: Source, name: string, key: Key): SettingNow {
  const found = written(source, name) ?? (key.before ? written(source, key.before) : undefined);
  if (!found) return { key: name, value: null, from: 'default' };
  const { raw, from } = found;
  const plain = typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean';
  const read = plain
    ? key.read(typeof raw === 'boolean' ? String(raw) : raw)
    : { expected: 'one value' };
  if (plain && typeof read !== 'object') return { key: name, value: raw, from };
  throw wrongSetting(found, typeof read === 'object' ? read.expected : 'one value');
}
