/** What a setting is now, and who says so. */
import { SamediError } from '../../../src/lib/errors.ts';
import { type Key, keys } from './keys.ts';
import { type Source, written } from './settings.ts';

export interface SettingNow {
  key: string;
  /** As written; null where it is not set. */
  value: string | number | boolean | null;
  from: 'environment' | 'config' | 'default';
}

export function allSettings(source: Source): SettingNow[] {
  return Object.entries(keys).map(([name, key]) => settingNow(source, name, key));
}

/** Throws `config_invalid` where what is written is nothing that it can be. */
export function settingNow(source: Source, name: string, key: Key): SettingNow {
  const found = written(source, name) ?? (key.before ? written(source, key.before) : undefined);
  if (!found) return { key: name, value: null, from: 'default' };
  const { raw, where, from } = found;
  const plain = typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean';
  const read = plain
    ? key.read(typeof raw === 'boolean' ? String(raw) : raw)
    : { expected: 'one value' };
  if (plain && typeof read !== 'object') return { key: name, value: raw, from };
  throw new SamediError('config_invalid', `${where} is "${String(raw)}".`, {
    next: `It has to be ${typeof read === 'object' ? read.expected : 'one value'}.`,
  });
}
