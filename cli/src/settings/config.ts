/** `config.toml`, as a person wrote it. */
import { parse, TomlError } from 'smol-toml';
import { SamediError } from '../../../src/lib/errors.ts';
import { readIfThere } from '../home/files.ts';

export type Config = Record<string, unknown>;

/** The parsed file; empty where there is none. Throws `config_invalid` with the line. */
export function readConfig(path: string): Config {
  const bytes = readIfThere(path);
  if (!bytes) return {};
  try {
    return parse(bytes.toString('utf8').replace(/^\uFEFF/, ''));
  } catch (cause) {
    if (!(cause instanceof TomlError)) throw cause;
    const reason = cause.message.split('\n')[0]?.replace(/^Invalid TOML document: /, '');
    throw new SamediError('config_invalid', `${path} line ${cause.line}: ${reason}.`, {
      next: 'Correct the line, then try again: samedi config edit',
      cause,
    });
  }
}
