/** A setting by the name that somebody typed. */
import { SamediError } from '../../../src/lib/errors.ts';
import { meaning, nearest } from '../arguments/suggest.ts';
import { type SettingName, settings } from './table.ts';

/** Throws `usage` for an unknown one, naming those there are. */
export function settingNamed(name: string): SettingName {
  const names = Object.keys(settings) as SettingName[];
  const found = names.find((one) => one === name);
  if (found) return found;
  const meant = names.find((one) => one.endsWith(`.${name}`)) ?? nearest(name, names);
  throw new SamediError('usage', `There is no setting "${name}".`, {
    next: meaning(meant, `Use one of: ${names.join(', ')}.`),
  });
}
