import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { generateSQLiteDrizzleJson, generateSQLiteMigration } from 'drizzle-kit/api';
import { describe, expect, test } from 'vitest';
import {
  MIGRATIONS,
  migrated,
  migrations,
  triggerChanges,
  triggersOf,
  triggersOfSource,
  withoutRowid,
} from '../../scripts/lib/schema.ts';
import * as records from '../../src/api/db/schema/records.ts';
import * as totals from '../../src/api/db/schema/totals.ts';
import * as users from '../../src/api/db/schema/users.ts';

/** A database in memory as the source says, without a migration. */
async function madeOfSource(): Promise<DatabaseSync> {
  const db = new DatabaseSync(':memory:');
  const nothing = await generateSQLiteDrizzleJson({});
  const all = await generateSQLiteDrizzleJson({ ...records, ...totals, ...users });
  for (const sql of await generateSQLiteMigration(nothing, all)) db.exec(withoutRowid(sql));
  for (const sql of triggersOfSource().values()) db.exec(sql);
  return db;
}

/** What `db` has, by name. A column that came later stands last in its table: the order of columns says nothing. */
function schemaOf(db: DatabaseSync): Record<string, unknown> {
  const found = db.prepare('SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL').all();
  return Object.fromEntries(found.map(({ name, sql }) => [String(name), definition(String(sql))]));
}

function definition(sql: string): string | string[] {
  if (!sql.startsWith('CREATE TABLE')) return sql;
  const [, columns, options] = /^(.*?)\s*\)([^)]*)$/s.exec(sql)!;
  // Before each column's name with its type, and before the key.
  const parts = columns!.split(/\s*[,(]\s*(?=`\w+` (?:text|integer|real|blob)|PRIMARY KEY\()/);
  return [...parts.sort(), options!];
}

describe('the migrations', () => {
  test('come to the tables, indexes and triggers that the source says', async () => {
    expect(schemaOf(migrated())).toEqual(schemaOf(await madeOfSource()));
  });

  test('only add', () => {
    for (const name of migrations()) {
      const sql = readFileSync(`${MIGRATIONS}/${name}`, 'utf8');
      expect(sql, name).not.toMatch(/\b(DROP (TABLE|COLUMN|INDEX)|RENAME)\b/i);
    }
  });
});

describe('npm run migration', () => {
  test('makes each table WITHOUT ROWID, and nothing else', () => {
    const sql = 'CREATE TABLE `a` (\n\t`x` text\n);\n--> …\nCREATE INDEX `b` ON `a` (`x`);';
    expect(withoutRowid(sql)).toBe(
      'CREATE TABLE `a` (\n\t`x` text\n) WITHOUT ROWID;\n--> …\nCREATE INDEX `b` ON `a` (`x`);',
    );
  });

  test('makes a changed trigger anew, drops one that is gone, and leaves the rest', () => {
    const before = new Map([
      ['kept', 'CREATE TRIGGER kept …'],
      ['changed', 'CREATE TRIGGER changed …'],
      ['gone', 'CREATE TRIGGER gone …'],
    ]);
    const now = new Map([
      ['kept', 'CREATE TRIGGER kept …'],
      ['changed', 'CREATE TRIGGER changed otherwise …'],
      ['new', 'CREATE TRIGGER new …'],
    ]);
    expect(triggerChanges(before, now)).toEqual([
      'DROP TRIGGER changed;',
      'DROP TRIGGER gone;',
      'CREATE TRIGGER changed otherwise …;',
      'CREATE TRIGGER new …;',
    ]);
  });

  test('sees no change in triggers where there is none', () => {
    expect(triggersOfSource().size).toBeGreaterThan(10);
    expect(triggerChanges(triggersOf(migrated()), triggersOfSource())).toEqual([]);
  });
});
