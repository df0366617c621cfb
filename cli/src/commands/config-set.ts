/** `samedi config set KEY VALUE`: one line of config.toml, and nothing else in it. */
import { existsSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'smol-toml';
import { SamediError } from '../../../src/lib/errors.ts';
import { setTomlValue } from '../../../src/lib/text/toml-edit.ts';
import { readIfThere, writeWhole } from '../home/files.ts';
import { homePaths } from '../home/paths.ts';
import type { Cli } from '../run/cli.ts';
import { type Config, readConfig } from '../settings/config.ts';
import { type Key, requireKey } from '../settings/keys.ts';
import { variableFor } from '../settings/settings.ts';

export async function configSet(cli: Cli, name: string, text: string): Promise<void> {
  const value = checkedValue(name, requireKey(name), text);
  const { root, config: path } = homePaths(cli.root);
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
  if (bytes) writeWhole(realpathSync(path), after, statSync(path).mode & 0o777);
  else writeWhole(path, after, 0o600);
  const variable = variableFor(name);
  if (cli.env[variable]) cli.out.warn(`${variable} is set, and goes before the config.`);
  if (cli.out.json) return cli.out.data({ key: name, value });
  cli.out.line(`${name} is now ${value === '' ? 'not set' : value}.`);
  if (name === 'sync.enabled' && value === true && !existsSync(homePaths(cli.root).auth)) {
    cli.out.note('It begins once this home is signed in: samedi login EMAIL');
  }
}

/** Throws `usage`, saying what it may be. An empty text takes a setting away. */
function checkedValue(name: string, { read, type }: Key, text: string): string | number | boolean {
  if (text === '') return text;
  const value = read(text);
  if (typeof value === 'object') {
    throw new SamediError('usage', `${name} cannot be "${text}".`, {
      next: `It has to be ${value.expected}.`,
    });
  }
  if (type === 'boolean') return text === 'true';
  return type === 'number' ? Number(value) : text;
}

/** Whether the new text means what the old one did, but for the one value. */
function says(text: string, before: Config, section: string, key: string, value: unknown): boolean {
  const table = (before[section] ?? {}) as Config;
  try {
    const after = parse(text.replace(/^\uFEFF/, ''));
    return isDeepStrictEqual(
      plain(after),
      plain({ ...before, [section]: { ...table, [key]: value } }),
    );
  } catch {
    return false; // Not TOML any more: then it must not be written.
  }
}

/** Without prototypes, which the parser leaves out. */
function plain(config: Config): unknown {
  return structuredClone(config);
}
