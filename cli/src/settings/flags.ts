/** Settings that a command line gives for itself alone: `--set SETTING=VALUE`, and `--endpoint URL`. */
import { SamediError } from '../../../src/lib/errors.ts';
import type { GlobalFlags } from '../run/flags.ts';
import { settingNamed } from './named.ts';
import type { SettingFlags } from './source.ts';
import type { SettingName } from './table.ts';

/** The last one for a setting counts. Throws `usage` for an unknown one, naming those there are. */
export function settingFlags({ set, endpoint }: GlobalFlags): SettingFlags {
  const flags: Partial<Record<SettingName, string>> = Object.fromEntries(set.map(readFlag));
  if (endpoint !== undefined) flags['sync.cloudflare_endpoint'] = endpoint;
  return flags;
}

function readFlag(text: string): [name: SettingName, value: string] {
  const [, name = '', value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (value === undefined) {
    throw new SamediError('usage', `"${text}" is not SETTING=VALUE.`, {
      next: 'Write it like --set user.timezone=Europe/Paris.',
    });
  }
  return [settingNamed(name), value];
}
