/** Changes one line of config.toml, and nothing else in it. */
import { mkdirSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'smol-toml';
import { SamediError } from '../../../src/lib/errors.ts';
import { setTomlValue } from '../../../src/lib/text/toml-edit.ts';
import { readIfThere, writeWhole } from '../home/files.ts';
import type { HomePaths } from '../home/paths.ts';
import { type Config, readConfig } from './config.ts';
import type { Raw } from './readers.ts';
import { type Setting, type SettingName, settings } from './table.ts';

/** What `text` sets a setting to; an empty one takes it away. Throws `usage`, saying what it may be. */
export function valueToWrite(name: SettingName, text: string): Raw {
  if (text === '') return text;
  const { is }: Setting = settings[name];
  const value = is.read(text);
  if (typeof value === 'object') {
    throw new SamediError('usage', `${name} cannot be "${text}".`, {
      next: `It has to be ${value.expected}.`,
    });
  }
  return is.type === 'text' ? text : value;
}

/** Throws `config_invalid` where the file is written in a way that this cannot change. */
export function writeSetting(
  { root, config: path }: HomePaths,
  name: SettingName,
  value: Raw,
): void {
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const before = readConfig(path);
  const bytes = readIfThere(path);
  const [section = '', key = ''] = name.split('.');
  const after = setTomlValue(bytes?.toString('utf8') ?? '', section, key, JSON.stringify(value));
  if (after === null || !says(after, before, section, key, value)) {
    throw new SamediError('config_invalid', `${path} is written in a way that set can't change.`, {
      next: 'Change it yourself, with: samedi config edit',
    });
  }
  // A link to a file elsewhere stays one.
  writeWhole(path, after, 0o600);
}

/** Whether the new text means what the old one did, but for the one value. */
function says(text: string, before: Config, section: string, key: string, value: Raw): boolean {
  const table = (before[section] ?? {}) as Config;
  try {
    const after = parse(text.replace(/^\uFEFF/, ''));
    const wanted = { ...before, [section]: { ...table, [key]: value } };
    // Cloned, without prototypes, which the parser leaves out.
    return isDeepStrictEqual(structuredClone(after), structuredClone(wanted));
  } catch {
    return false; // Not TOML any more: then it must not be written.
  }
}
