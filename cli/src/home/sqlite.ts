/** SQLite, as every file here opens it. */
import type { DatabaseSync as Database, StatementSync } from 'node:sqlite';

// Before Node 24, loading node:sqlite says on stderr that it is experimental, which is nothing a learner can act on.
const { emitWarning } = process;
process.emitWarning = () => {};
const { DatabaseSync, backup } = process.getBuiltinModule('node:sqlite');
process.emitWarning = emitWarning;

export type { Database };

/**
 * Copies a whole database over another, in one transaction of that one: whoever has it open sees the old content or the
 * new, and no file changes its name. Undefined before Node 22.16.
 */
export const copyOver: typeof backup | undefined = backup;

/** How long a statement waits for another program's write. */
const BUSY_MS = 5_000;

/**
 * Opens or makes a database. Foreign keys are not enforced: a session may outlive its plan, or arrive before it.
 * The journal mode stays what it is, since the first version's tools open the same file.
 */
export function openSqlite(path: string, busyMs = BUSY_MS): Database {
  const db = new DatabaseSync(path, { enableForeignKeyConstraints: false });
  db.exec(`PRAGMA busy_timeout = ${busyMs}`);
  return db;
}

/** Opens a database of unknown origin: nothing in it can change anything. */
export function openReadOnly(path: string): Database {
  const db = new DatabaseSync(path, { readOnly: true, enableForeignKeyConstraints: false });
  db.exec('PRAGMA trusted_schema = OFF');
  return db;
}

const prepared = new WeakMap<Database, Map<string, StatementSync>>();

/** The statement for `sql`, parsed once a database: a round runs the same few thousands of times. Not for iterating. */
export function statement(db: Database, sql: string): StatementSync {
  let known = prepared.get(db);
  if (!known) {
    known = new Map();
    prepared.set(db, known);
  }
  let found = known.get(sql);
  if (!found) {
    found = db.prepare(sql);
    known.set(sql, found);
  }
  return found;
}

/** Runs `work` as one transaction: all of it is stored, or nothing. */
export function transaction<T>(db: Database, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    rollBack(db);
    throw error;
  }
}

function rollBack(db: Database): void {
  try {
    db.exec('ROLLBACK');
  } catch {
    // After some errors, such as a full disk, SQLite has done it already; the first error is the one to show.
  }
}
