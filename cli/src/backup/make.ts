/** Makes a backup of a home that may be in use. */

import { join } from 'node:path';
import type { Day } from '../../../src/lib/time/days.ts';
import type { BackupContents } from '../../../src/lib/wire/backups.ts';
import type { Home } from '../home/home.ts';
import { markOf } from '../home/mark.ts';
import { value } from '../home/rows.ts';
import { openSqlite } from '../home/sqlite.ts';
import { backupRuns, syncRuns } from '../home/sync-state.ts';
import { contentsOf } from './database.ts';
import { archiveName, backupFolder, keepArchive, makeFolder, withScratch } from './folder.ts';
import { pack } from './pack.ts';
import { homeSources } from './sources.ts';

export interface MadeBackup {
  file: string;
  day: Day;
  /** Bytes. */
  size: number;
  /** Hex. */
  sha256: string;
  contents: BackupContents;
  encrypted: boolean;
  /** Sentences about files that are not in it. */
  left_out: string[];
}

/** The day's archive in the backup folder, in place of an earlier one once it is whole. */
export async function makeBackup(
  home: Home,
  day: Day,
  passphrase: string | null,
): Promise<MadeBackup> {
  const folder = backupFolder(home.paths, home.settings.backups.dir);
  makeFolder(folder);
  return withScratch(folder, async (scratch) => {
    const database = join(scratch, 'sessions.db');
    const contents = copyForBackup(home, database);
    const { files, leftOut } = homeSources(home.paths, folder);
    const draft = join(scratch, 'archive');
    const inside = [...files, { name: 'sessions.db', path: database, mtimeMs: lastChange(home) }];
    const packed = await pack(inside, draft, passphrase);
    const encrypted = passphrase !== null;
    const own = home.settings.backups.dir === null;
    const name = archiveName(day, encrypted, own ? null : markOf(home.paths.mark));
    const file = join(folder, name);
    keepArchive(draft, file, packed.sha256);
    return { file, day, ...packed, contents, encrypted, left_out: leftOut };
  });
}

/** What the home notes about its own rounds and backups, which would make every archive another one. */
const VOLATILE = [...Object.values(backupRuns), syncRuns.nextAt]
  .map(({ key }) => `'${key}'`)
  .join(', ');

/** A consistent copy, also while others write. */
function copyForBackup(home: Home, path: string): BackupContents {
  home.db.prepare('VACUUM INTO ?').run(path);
  const copy = openSqlite(path);
  try {
    // The second VACUUM leaves no trace of what is deleted, so that equal homes make equal bytes.
    copy.exec(`DELETE FROM sync_state WHERE key IN (${VOLATILE}); VACUUM`);
    return contentsOf(copy);
  } finally {
    copy.close();
  }
}

/** The copy's own time would make every archive another one. Unix ms. */
function lastChange({ db }: Home): number {
  return value<number>(db, 'SELECT max(updated_at) FROM versions') ?? 0;
}
