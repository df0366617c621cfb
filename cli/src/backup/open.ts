/** From what a command names, an id at the server, a file, or a folder, to files that were looked through. */
import { createHash } from 'node:crypto';
import { cpSync, createReadStream, existsSync, mkdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { SamediError } from '../../../src/lib/errors.ts';
import { bytesText } from '../../../src/lib/text/format.ts';
import { type BackupContents, BackupId } from '../../../src/lib/wire/backups.ts';
import { requireSignIn } from '../client/target.ts';
import { type HomePaths, homePaths } from '../home/paths.ts';
import { openSqlite } from '../home/sqlite.ts';
import type { Cli } from '../run/cli.ts';
import { type HomeSettings, readSettings } from '../settings/settings.ts';
import { checkDatabase } from './database.ts';
import { backupFolder, readSum } from './folder.ts';
import { passphraseToDecrypt } from './passphrase.ts';
import { downloadBackup } from './remote.ts';
import { homeSources } from './sources.ts';
import { damaged, isEncrypted, unpack } from './unpack.ts';

/** A home without its database, which may be what has to be restored. */
export interface Place {
  paths: HomePaths;
  settings: HomeSettings;
}

export function placeOf(cli: Cli): Place {
  return { paths: homePaths(cli.root), settings: readSettings(cli.source()) };
}

export interface Opened {
  /** Holds `sessions.db`, and what there is of `config.toml`, `plans` and `cards`. */
  folder: string;
  contents: BackupContents;
  encrypted: boolean;
  /** Whether there was a SHA-256 to compare with: the server's, or the one beside the file. */
  summed: boolean;
}

/** Whether `name` is an id of the server's, rather than a path. */
export function isRemote(name: string): boolean {
  return BackupId.safeParse(name).success;
}

/**
 * Opens a backup in `scratch`, with everything checked: hash, encryption, archive, names, every page of the database.
 * Throws `not_found`, `backup_invalid`, `passphrase_wrong`, and what the server says.
 */
export async function openBackup(cli: Cli, name: string, scratch: string): Promise<Opened> {
  const place = placeOf(cli);
  const folder = join(scratch, 'home');
  mkdirSync(folder);
  const path = isRemote(name) ? join(scratch, 'archive') : pathOf(name, place);
  if (isRemote(name)) await fetchInto(cli, place, name, path);
  const kind = kindOf(path);
  if (kind === null) throw noSuch(name);
  if (kind === 'folder') {
    copyFolder(path, folder);
    return { folder, contents: inDatabase(folder), encrypted: false, summed: false };
  }
  const summed = isRemote(name) || (await compareSum(path));
  const encrypted = isEncrypted(path);
  const { passphraseFile: file } = place.settings.backups;
  await unpack(path, folder, encrypted ? await passphraseToDecrypt({ env: cli.env, file }) : null);
  return { folder, contents: inDatabase(folder), encrypted, summed };
}

/** A name alone may be in the backup folder, too, as `backup delete` has it. */
function pathOf(name: string, { paths, settings }: Place): string {
  const path = resolve(name);
  if (existsSync(path) || dirname(name) !== '.') return path;
  return join(backupFolder(paths, settings.backups.dir), basename(name));
}

function fetchInto(cli: Cli, place: Place, id: string, path: string): Promise<void> {
  const progress = (bytes: number) => cli.out.progress(`${bytesText(bytes)} received …`);
  return downloadBackup(requireSignIn(place), id, path, progress).finally(() =>
    cli.out.progress(''),
  );
}

function kindOf(path: string): 'file' | 'folder' | null {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return null;
  return stat.isDirectory() ? 'folder' : 'file';
}

/** False where there is none to compare with. */
async function compareSum(path: string): Promise<boolean> {
  const expected = readSum(path);
  if (expected === null) return false;
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  if (hash.digest('hex') === expected) return true;
  throw damaged(`its SHA-256 is not the one in ${path}.sha256`);
}

/** What restoring put aside, say; a database that is in use there is copied as one. */
function copyFolder(from: string, to: string): void {
  const database = join(from, 'sessions.db');
  if (kindOf(database) === 'file') {
    const db = openSqlite(database);
    try {
      db.prepare('VACUUM INTO ?').run(join(to, 'sessions.db'));
    } finally {
      db.close();
    }
  }
  for (const { name, path } of homeSources(homePaths(from), '').files) {
    const target = join(to, ...name.split('/'));
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    cpSync(path, target, { dereference: true });
  }
}

function inDatabase(folder: string): BackupContents {
  const path = join(folder, 'sessions.db');
  if (kindOf(path) !== 'file') throw damaged('there is no sessions.db in it');
  return checkDatabase(path);
}

function noSuch(name: string): SamediError {
  return new SamediError('not_found', `There is no backup "${name}".`, {
    next: 'Give an id like daily/2026-01-27, or the path of a file; samedi backup list shows both.',
  });
}
