/** Where settings are read from: a flag, else the environment, else `config.toml`. */
import { SamediError } from '../../../src/lib/errors.ts';
import { type Config, readConfig } from './config.ts';
import type { Raw } from './readers.ts';
import { type Setting, type SettingName, settings, variableOf } from './table.ts';

export interface Source {
  config: Config;
  path: string;
  env: NodeJS.ProcessEnv;
  flags: SettingFlags;
}

/** What flags say, by the setting's name. */
export type SettingFlags = Readonly<Record<string, string>>;

/** Throws `config_invalid` where the file is not TOML. */
export function openSource(path: string, env: NodeJS.ProcessEnv, flags: SettingFlags = {}): Source {
  return { config: readConfig(path), path, env, flags };
}

interface Written {
  raw: unknown;
  where: string;
  from: 'flag' | 'environment' | 'config';
}

/** A setting as it stands somewhere, and what that means. */
export interface Found {
  raw: Raw;
  value: Raw;
  from: Written['from'];
}

/** What a setting is set to; null where it is not. Throws `config_invalid`, or `usage` for a flag. */
export function findSetting(source: Source, name: SettingName): Found | null {
  const setting: Setting = settings[name];
  const written = writtenFor(source, name, setting) ?? inConfig(source, setting.before);
  if (!written) return null;
  const { raw, from } = written;
  if (!isRaw(raw)) throw wrong(written, 'one value');
  const value = setting.is.read(raw);
  if (typeof value === 'object') throw wrong(written, value.expected);
  return { raw, value, from };
}

function writtenFor(source: Source, name: string, setting: Setting): Written | null {
  const flag = source.flags[name];
  if (flag !== undefined) return { raw: flag, where: `${name}, as given,`, from: 'flag' };
  const variable = variableOf(name, setting);
  const inEnvironment = source.env[variable];
  if (inEnvironment) return { raw: inEnvironment, where: variable, from: 'environment' };
  return inConfig(source, name);
}

function inConfig({ config, path }: Source, name = ''): Written | null {
  const [section = '', key = ''] = name.split('.');
  const table = config[section];
  const raw = typeof table === 'object' && table !== null ? (table as Config)[key] : undefined;
  if (raw === undefined || raw === '') return null;
  return { raw, where: `${name} in ${path}`, from: 'config' };
}

function isRaw(raw: unknown): raw is Raw {
  return typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean';
}

function wrong({ raw, where, from }: Written, expected: string): SamediError {
  const code = from === 'flag' ? 'usage' : 'config_invalid';
  return new SamediError(code, `${where} is "${String(raw)}".`, {
    next: `It has to be ${expected}.`,
  });
}
