/** Settings that a command line gives for itself alone: `--set KEY=VALUE`, and `--endpoint URL`. */
import { SamediError } from '../../../src/lib/errors.ts';
import { requireKey } from './keys.ts';
import type { SettingFlags } from './settings.ts';

/** The last one of a key counts. Throws `usage` for an unknown key, naming those there are. */
export function settingFlags({
  set = [],
  endpoint,
}: {
  set?: readonly string[];
  endpoint?: string;
}): SettingFlags {
  const flags = Object.fromEntries(set.map(readFlag));
  return endpoint === undefined ? flags : { ...flags, 'sync.cloudflare_endpoint': endpoint };
}

function readFlag(text: string): [key: string, value: string] {
  const [, key = '', value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (value === undefined) {
    throw new SamediError('usage', `"${text}" is not KEY=VALUE.`, {
      next: 'Write it like --set user.timezone=Europe/Paris.',
    });
  }
  requireKey(key);
  return [key, value];
}
