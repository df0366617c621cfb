/** The home's files, as far as they can be looked at without the database. */
import { chmodSync, mkdirSync, readdirSync, renameSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { SamediError } from '../../../src/lib/errors.ts';
import { readAuth } from '../home/auth-file.ts';
import { type HomePaths, homePaths } from '../home/paths.ts';
import type { Cli } from '../run/cli.ts';
import { findSetting } from '../settings/source.ts';
import { allSettings } from '../settings/table.ts';
import type { Finding } from './finding.ts';

export function findInFiles(cli: Cli): Finding[] {
  const paths = homePaths(cli.root);
  return [...findInConfig(cli), ...findInAuth(paths), ...findLeftovers(cli, paths)];
}

/** A file that is no TOML, or each setting that is nothing it can be. */
export function findInConfig(cli: Cli): Finding[] {
  const noToml = problems(() => cli.source());
  if (noToml.length > 0) return noToml;
  const source = cli.source();
  return allSettings.flatMap(([name]) => problems(() => findSetting(source, name)));
}

/** The token in it is as good as a password. Windows has no such modes. */
function findInAuth({ auth }: HomePaths): Finding[] {
  const mode = modeOf(auth);
  if (mode === null) return [];
  const found = problems(() => readAuth(auth));
  if ((mode & 0o077) === 0 || process.platform === 'win32') return found;
  return [
    ...found,
    {
      message: `${auth} can be read by others (mode ${(mode & 0o777).toString(8)}).`,
      next: `Run: chmod 600 ${auth}. If others may have read it, sign in anew: samedi logout, samedi login.`,
      fix: {
        done: `Made ${auth} readable by you alone.`,
        changesDatabase: false,
        run: () => chmodSync(auth, 0o600),
      },
    },
  ];
}

const HOUR_MS = 3_600_000;

/** Drafts of files that were never put in place: their process was ended. A young one may still be written. */
function findLeftovers(cli: Cli, { root, plans, trash }: HomePaths): Finding[] {
  const drafts = [root, plans].flatMap((folder) =>
    namesIn(folder)
      .filter((name) => /\.\d+(?:\.new)?\.tmp$/.test(name))
      .map((name) => join(folder, name)),
  );
  return drafts
    .filter((path) => cli.now() - statSync(path).mtimeMs > HOUR_MS)
    .map((path) => ({
      message: `${path} was left behind, half-written, by a command that was ended.`,
      next: 'Remove it.',
      fix: {
        done: `Moved ${path} to ${trash}.`,
        changesDatabase: false,
        run: () => {
          mkdirSync(trash, { recursive: true, mode: 0o700 });
          renameSync(path, join(trash, basename(path)));
        },
      },
    }));
}

/** What `work` complains about. */
export function problems(work: () => unknown): Finding[] {
  try {
    work();
    return [];
  } catch (error) {
    if (error instanceof SamediError) return [findingOf(error)];
    throw error;
  }
}

export function findingOf({ message, next }: SamediError): Finding {
  return { message, next: next ?? '' };
}

function modeOf(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.mode ?? null;
}

function namesIn(folder: string): string[] {
  return statSync(folder, { throwIfNoEntry: false }) ? readdirSync(folder) : [];
}
