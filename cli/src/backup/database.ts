/** A database out of an archive: whether it is whole, and what it holds. */
import type { BackupContents } from '../../../src/lib/backups/wire.ts';
import { SamediError } from '../../../src/lib/errors.ts';
import { type Database, openReadOnly } from '../home/sqlite.ts';

/** SQLite looks at every page. Throws `backup_invalid`. */
export function checkDatabase(path: string): BackupContents {
  const db = openReadOnly(path);
  try {
    const [first, ...more] = db.prepare('PRAGMA integrity_check').all();
    const verdict = String(first?.['integrity_check']);
    if (verdict !== 'ok' || more.length > 0) throw broken(verdict);
    return contentsOf(db);
  } catch (cause) {
    throw cause instanceof SamediError ? cause : broken((cause as Error).message, cause);
  } finally {
    db.close();
  }
}

export function contentsOf(db: Database): BackupContents {
  const count = (table: string) =>
    Number(db.prepare(`SELECT count(*) AS count FROM ${table}`).get()?.['count']);
  return {
    plans: count('plans'),
    sessions: count('sessions'),
    cards: count('cards'),
    // Homes of before there were any have no table for them.
    reviews: hasTable(db, 'main', 'reviews') ? count('reviews') : 0,
  };
}

export function hasTable(db: Database, schema: 'main' | 'present', table: string): boolean {
  const sql = `SELECT 1 FROM ${schema}.sqlite_schema WHERE type = 'table' AND name = ?`;
  return db.prepare(sql).get(table) !== undefined;
}

function broken(why: string, cause?: unknown): SamediError {
  return new SamediError('backup_invalid', `The database in the backup is damaged: ${why}.`, {
    next: 'Nothing was changed. Take another one: samedi backup list',
    cause,
  });
}
