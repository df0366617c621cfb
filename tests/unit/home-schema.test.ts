import { expect, test } from 'vitest';
import { makeSchema } from '../../cli/src/home/schema/make.ts';
import { openSqlite } from '../../cli/src/home/sqlite.ts';
import { firstVersionSchema } from '../support/cli/first-version-home.ts';
import { filesWithErrors } from '../support/type-errors.ts';

/** Columns of all tables, and the text of all else, by name. */
function schemaOf(db: ReturnType<typeof openSqlite>) {
  const parts = db.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all();
  return parts.map(({ type, name, sql }) => [
    name,
    type === 'table'
      ? db.prepare('SELECT name, type, "notnull", pk FROM pragma_table_info(?)').all(String(name))
      : sql,
  ]);
}

test("a first version's home that is upgraded has the same schema as a new one", () => {
  const [fresh, upgraded] = [openSqlite(':memory:'), openSqlite(':memory:')];
  upgraded.exec(firstVersionSchema);
  for (const db of [fresh, upgraded]) makeSchema(db);
  expect(schemaOf(upgraded)).toEqual(schemaOf(fresh));
  makeSchema(upgraded);
  expect(schemaOf(upgraded)).toEqual(schemaOf(fresh));
});

test('a column that is missing in an older home is added, and a trigger of before is replaced', () => {
  const [fresh, older] = [openSqlite(':memory:'), openSqlite(':memory:')];
  for (const db of [fresh, older]) makeSchema(db);
  older.exec(`ALTER TABLE conflicts DROP COLUMN past; DROP TABLE plan_writes; DROP INDEX versions_dirty;
    DROP TRIGGER samedi_cards_inserted;
    CREATE TRIGGER samedi_cards_inserted AFTER INSERT ON cards BEGIN DELETE FROM reviews; END;`);
  makeSchema(older);
  expect(schemaOf(older)).toEqual(schemaOf(fresh));
});

test('renaming a column, or letting it be null, fails the type check wherever it is read or written', () => {
  const edits = [
    ["title: 'TEXT", "heading: 'TEXT", 'cli/src/plans/store.ts'],
    ["question: 'TEXT", "asked: 'TEXT", 'cli/src/records/card-rows.ts'],
    [
      "start_time: 'DATETIME NOT NULL'",
      "start_time: 'DATETIME'",
      'cli/src/records/session-rows.ts',
    ],
    ["rating: 'INTEGER", "mark: 'INTEGER", 'cli/src/records/review-rows.ts'],
    ['dirty: flag,', 'unsent: flag,', 'cli/src/home/upgrade.ts'],
  ] as const;
  const files = edits.map(([, , file]) => file);
  const tables = 'cli/src/home/schema/tables.ts';
  const edited = (text: string) =>
    edits.reduce((before, [column, changed]) => before.replace(column, changed), text);
  expect(filesWithErrors(files, tables, (text) => text)).toEqual([]);
  expect(filesWithErrors(files, tables, edited)).toEqual(files);
});
