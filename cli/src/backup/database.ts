/** A database out of an archive: whether it is whole, and what it holds. */

import { SamediError } from '../../../src/lib/errors.ts';
import type { BackupContents } from '../../../src/lib/wire/backups.ts';
import { ofEachKind } from '../../../src/lib/wire/kinds.ts';
import { rows, value } from '../home/rows.ts';
import { type Database, openReadOnly } from '../home/sqlite.ts';

/** SQLite looks at every page. Throws `backup_invalid`. */
export function checkDatabase(path: string): BackupContents {
  const db = openReadOnly(path);
  try {
    const [first, ...more] = rows<{ integrity_check: string }>(db, 'PRAGMA integrity_check').all();
    const verdict = String(first?.integrity_check);
    if (verdict !== 'ok' || more.length > 0) throw broken(verdict);
    refusePaths(db);
    return contentsOf(db);
  } catch (cause) {
    throw cause instanceof SamediError ? cause : broken((cause as Error).message, cause);
  } finally {
    db.close();
  }
}

export function contentsOf(db: Database): BackupContents {
  // A home of before there was a kind has no table for it.
  const countOf = (table: string) =>
    hasTable(db, 'main', table) ? value<number>(db, `SELECT count(*) FROM ${table}`) : 0;
  return ofEachKind((kind) => countOf(kind) ?? 0);
}

export function hasTable(db: Database, schema: 'main' | 'present', table: string): boolean {
  const sql = `SELECT 1 FROM ${schema}.sqlite_schema WHERE type = 'table' AND name = ?`;
  return db.prepare(sql).get(table) !== undefined;
}

/** By table, since homes of older versions have fewer. */
const planIds = {
  plans: 'SELECT id FROM plans',
  plan_files: 'SELECT id FROM plan_files',
  conflicts: "SELECT record_id AS id FROM conflicts WHERE kind = 'plans'",
  losses: "SELECT record_id AS id FROM losses WHERE kind = 'plans'",
};

/** A plan's id names its file in `plans/`. As a path, putting the plan back or deleting it would reach any file. */
function refusePaths(db: Database): void {
  const isThere = db.prepare('SELECT 1 FROM sqlite_master WHERE name = ?');
  for (const [table, ids] of Object.entries(planIds)) {
    if (!isThere.get(table)) continue;
    const path = value(db, `SELECT id FROM (${ids}) WHERE id GLOB '*[/\\]*' LIMIT 1`);
    if (path !== null) throw broken(`a plan's id, ${JSON.stringify(path)}, is a path`);
  }
}

function broken(why: string, cause?: unknown): SamediError {
  return new SamediError('backup_invalid', `The database in the backup is damaged: ${why}.`, {
    next: 'Nothing was changed. Take another one: samedi backup list',
    cause,
  });
}
