/** A copy of the home's database in memory: what is noted there is gone with the command. */
import { type Database, openSqlite } from './sqlite.ts';

/** Copies the database at `path`, which need not be writable; only within `writing` does the copy take changes. */
export function copyInMemory(path: string): Database {
  const db = openSqlite(':memory:');
  db.prepare('ATTACH ? AS disk').run(path);
  const parts = db
    .prepare(
      "SELECT type, name, sql FROM disk.sqlite_master WHERE sql <> '' AND name NOT LIKE 'sqlite#_%' ESCAPE '#'",
    )
    .all();
  const tables = parts.filter(({ type }) => type === 'table');
  for (const { sql, name } of tables) {
    db.exec(`${sql}; INSERT INTO main."${name}" SELECT * FROM disk."${name}"`);
  }
  for (const { sql } of parts.filter((part) => !tables.includes(part))) db.exec(String(sql));
  db.exec('DETACH disk; PRAGMA query_only = ON');
  return db;
}

/** Runs `work`, which may change the copy. */
export function writing<T>(copy: Database, work: () => T): T {
  copy.exec('PRAGMA query_only = OFF');
  try {
    return work();
  } finally {
    copy.exec('PRAGMA query_only = ON');
  }
}
