/** Opening sessions.db: made where there is none, upgraded where the first version wrote it. */
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { SamediError, UPGRADE } from '../../../src/lib/errors.ts';
import { copyDatabase } from './copy.ts';
import { makePrivate } from './files.ts';
import type { Opening } from './opening.ts';
import { SCHEMA_VERSION, versionOf } from './schema/version.ts';
import { type Database, openSqlite, transaction } from './sqlite.ts';

/** The home's database at the present version. Throws `home_newer` and `home_unusable`. */
export async function openDatabase(opening: Opening): Promise<Database> {
  const { paths, mayBeNew = false } = opening;
  const empty = !statSync(paths.database, { throwIfNoEntry: false })?.size;
  if (empty && !mayBeNew) (await import('./mark.ts')).refuseLost(opening);
  mkdirSync(paths.plans, { recursive: true, mode: 0o700 });
  makePrivate(paths.database);
  const db = openSqlite(paths.database);
  try {
    if (versionOf(db) !== SCHEMA_VERSION) await bringUpToDate(db, opening);
    if (!existsSync(paths.mark)) (await import('./mark.ts')).markHome(paths);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

async function bringUpToDate(db: Database, opening: Opening): Promise<void> {
  const { paths } = opening;
  const found = versionOf(db);
  if (found > SCHEMA_VERSION) throw newer(paths.root, found);
  const { upgrade } = await import('./upgrade.ts');
  if (found > 0) copyDatabase(db, paths.databaseCopy);
  transaction(db, () => {
    // Another command may have been faster: look again now that nobody else writes.
    const version = versionOf(db);
    if (version === SCHEMA_VERSION) return;
    upgrade(db, version, opening);
  });
}

export function newer(root: string, version: number): SamediError {
  const what = `The home ${root} was written by a newer Samedi (its database has version ${version}).`;
  return new SamediError('home_newer', what, { next: UPGRADE });
}
