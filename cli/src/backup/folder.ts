/** The backup folder, and what lies in it. */
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { SamediError } from '../../../src/lib/errors.ts';
import type { Day } from '../../../src/lib/time/days.ts';
import { readIfThere, writeWhole } from '../home/files.ts';
import type { HomePaths } from '../home/paths.ts';

export interface LocalBackup {
  file: string;
  /** Bytes. */
  size: number;
  /** Unix ms. */
  created_at: number;
  encrypted: boolean;
}

const pattern = /^samedi-\d{4}-\d{2}-\d{2}(?:-[\da-f]{8})?\.tar\.gz(?:\.age)?$/;

/** Where archives go: what the config says, from the home if it is relative; `backups` in the home by default. */
export function backupFolder({ root }: Pick<HomePaths, 'root'>, configured: string | null): string {
  return resolve(
    root,
    (configured ?? 'backups').replace(/^~(?=$|[/\\])/, () => homedir()),
  );
}

export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new SamediError(
      'config_invalid',
      `The backup folder ${folder} cannot be made (${code}).`,
      {
        next: 'Set another one: samedi config set storage.backup_dir FOLDER',
        cause,
      },
    );
  }
}

/** In a folder that homes may share, `mark` is of this home, so that none takes another's place. */
export function archiveName(day: Day, encrypted: boolean, mark: string | null): string {
  return `samedi-${day}${mark ? `-${mark.slice(0, 8)}` : ''}.tar.gz${encrypted ? '.age' : ''}`;
}

/** The newest first. */
export function localBackups(folder: string): LocalBackup[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return names
    .filter((name) => pattern.test(name))
    .sort()
    .reverse()
    .map((name) => {
      const file = join(folder, name);
      const { size, mtimeMs } = statSync(file);
      return { file, size, created_at: Math.floor(mtimeMs), encrypted: name.endsWith('.age') };
    });
}

/** Beside an archive lies its SHA-256, in the form that `sha256sum -c` reads. */
const sumOf = (file: string) => `${file}.sha256`;

/**
 * Puts a finished archive in its place. Should it be cut in between, no sum lies there rather than an earlier
 * archive's.
 */
export function keepArchive(draft: string, file: string, sha256: string): void {
  rmSync(sumOf(file), { force: true });
  renameSync(draft, file);
  writeWhole(sumOf(file), `${sha256}  ${basename(file)}\n`, 0o600);
}

/** Hex; null where none lies beside the file. */
export function readSum(file: string): string | null {
  return (
    readIfThere(sumOf(file))
      ?.toString('latin1')
      .match(/^[\da-f]{64}/)?.[0] ?? null
  );
}

export function removeLocal(file: string): void {
  rmSync(file);
  rmSync(sumOf(file), { force: true });
}

/** Runs `work` with a folder of its own below `parent`, on the same disk, which is gone afterwards. */
export async function withScratch<T>(
  parent: string,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  mkdirSync(parent, { recursive: true, mode: 0o700 });
  const folder = mkdtempSync(join(parent, '.backup-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
