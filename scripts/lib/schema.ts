/** The database's schema: what `src/api/db` says, and what the migrations come to. */
import { readdirSync, readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { inRoot } from './paths.ts';

const TRIGGERS = inRoot('src/api/db/triggers');
export const MIGRATIONS = inRoot('drizzle');

/** Separates statements in a migration, for drizzle-kit and for wrangler alike. */
export const BREAKPOINT = '\n--> statement-breakpoint\n';

/** The statement that makes each trigger, by its name, as SQLite would tell it. */
export type Triggers = Map<string, string>;

/** What `src/api/db/triggers/` says. */
export function triggersOfSource(): Triggers {
  const texts = sqlFiles(TRIGGERS).map((name) => readFileSync(`${TRIGGERS}/${name}`, 'utf8'));
  const found = texts.join('\n').matchAll(/^(CREATE TRIGGER (\w+)[\s\S]*?^END);$/gm);
  return new Map(Array.from(found, ([, statement, name]) => [name!, statement!]));
}

/** What `db` has. */
export function triggersOf(db: DatabaseSync): Triggers {
  const found = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all();
  return new Map(found.map(({ name, sql }) => [String(name), String(sql)]));
}

/** A database in memory that went through all migrations. */
export function migrated(): DatabaseSync {
  const db = new DatabaseSync(':memory:');
  for (const name of migrations()) db.exec(readFileSync(`${MIGRATIONS}/${name}`, 'utf8'));
  return db;
}

/** Names, in their order. */
export function migrations(): string[] {
  return sqlFiles(MIGRATIONS);
}

function sqlFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
}

/** Drizzle cannot say it; without it, each new record would be one more row written. */
export function withoutRowid(sql: string): string {
  return sql.replace(/^(CREATE TABLE [^;]*\));/gm, '$1 WITHOUT ROWID;');
}

/** The statements that make `current` of `before`; none where nothing differs. */
export function triggerChanges(before: Triggers, current: Triggers): string[] {
  const dropped = [...before].filter(([name, sql]) => current.get(name) !== sql);
  const made = [...current].filter(([name, sql]) => before.get(name) !== sql);
  return [
    ...dropped.map(([name]) => `DROP TRIGGER ${name};`),
    ...made.map(([, statement]) => `${statement};`),
  ];
}
