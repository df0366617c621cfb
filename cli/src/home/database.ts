/** Opening sessions.db: made where there is none, upgraded where the first version wrote it. */
import { mkdirSync } from 'node:fs';
import { SamediError, UPGRADE } from '../../../src/lib/errors.ts';
import { copyDatabase } from './copy.ts';
import type { Opening } from './opening.ts';
import { firstVersionTables, SCHEMA_VERSION } from './schema.ts';
import { type Database, openSqlite, transaction } from './sqlite.ts';

/** The home's database at the present version. Throws `home_newer` and `home_unusable`. */
export async function openDatabase(opening: Opening): Promise<Database> {
  const { paths } = opening;
  mkdirSync(paths.plans, { recursive: true, mode: 0o700 });
  const db = openSqlite(paths.database);
  try {
    if (versionOf(db) !== SCHEMA_VERSION) await bringUpToDate(db, opening);
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
    if (version === 0) db.exec(firstVersionTables);
    requireTables(db, paths.root);
    upgrade(db, version, opening);
  });
}

/** The schema's version; 0 for a database without tables. */
export function versionOf(db: Database): number {
  const table = db
    .prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_migrations'")
    .get();
  if (!table) return 0;
  const row = db.prepare('SELECT max(version) AS version FROM schema_migrations').get();
  return Number(row?.['version'] ?? 1);
}

function requireTables(db: Database, root: string): void {
  const names = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
  const there = new Set(names.map((row) => row['name']));
  const missing = ['plans', 'sessions', 'cards'].filter((name) => !there.has(name));
  if (missing.length === 0) return;
  const what = `sessions.db in ${root} has no table ${missing.join(', ')}`;
  throw new SamediError('home_unusable', `The home cannot be used: ${what}.`, {
    next: 'Put a backup of sessions.db in its place; nothing was changed.',
  });
}

export function newer(root: string, version: number): SamediError {
  const what = `The home ${root} was written by a newer Samedi (its database has version ${version}).`;
  return new SamediError('home_newer', what, { next: UPGRADE });
}
