/** Makes the home's schema: all of it in an empty database, in an older home what it lacks. */
import { rows, value } from '../rows.ts';
import type { Database } from '../sqlite.ts';
import type { Table } from './table.ts';
import { tables } from './tables.ts';
import { triggers } from './triggers.ts';
import { SCHEMA_VERSION } from './version.ts';

/** Within the caller's transaction. */
export function makeSchema(db: Database): void {
  for (const table of tables) {
    db.exec(createTable(table));
    addColumns(db, table);
    for (const index of table.indexes) db.exec(`CREATE INDEX IF NOT EXISTS ${index}`);
  }
  for (const name of Object.keys(triggers)) makeTrigger(db, name);
  const note = db.prepare('INSERT OR IGNORE INTO schema_migrations (version) VALUES (?)');
  for (let version = 1; version <= SCHEMA_VERSION; version += 1) note.run(version);
}

/** As it is declared, whatever an older version of it did. */
export function makeTrigger(db: Database, name: string): void {
  db.exec(`DROP TRIGGER IF EXISTS ${name}; CREATE TRIGGER ${name} ${triggers[name]}`);
}

/** The statement that makes it, where it is not there. */
function createTable({ name, columns, key, constraint, options = '' }: Table): string {
  const lines = Object.entries(columns).map(([column, sql]) => `${column} ${sql}`);
  const ownKey = key.length > 1 ? [`PRIMARY KEY (${key.join(', ')})`] : [];
  const parts = [...lines, ...ownKey, ...(constraint ? [constraint] : [])];
  return `CREATE TABLE IF NOT EXISTS ${name} (\n  ${parts.join(',\n  ')}\n) ${options}`;
}

function addColumns(db: Database, { name, columns }: Table): void {
  const there = new Set(
    rows<{ name: string }>(db, `PRAGMA table_info(${name})`)
      .all()
      .map((column) => column.name),
  );
  for (const [column, sql] of Object.entries(columns)) {
    if (!there.has(column)) db.exec(`ALTER TABLE ${name} ADD COLUMN ${column} ${sql}`);
  }
}

export function hasTable(db: Database, name: string): boolean {
  return value<1>(db, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", name) === 1;
}
