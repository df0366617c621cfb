/**
 * Rows as the schema declares them. SQLite tells nothing of its types, so what a statement returns is given its type
 * here and nowhere else.
 */
import type { SQLInputValue } from 'node:sqlite';
import type { ColumnOf, Row, Table } from './schema/table.ts';
import { type Database, statement } from './sqlite.ts';

/** A statement that is not run yet. */
export interface Rows<R> {
  all(...values: SQLInputValue[]): R[];
  get(...values: SQLInputValue[]): R | undefined;
}

/** What `sql` returns, for joins and sums; where columns are a table's own, `select` knows them. */
export function rows<R extends object>(db: Database, sql: string): Rows<R> {
  return statement(db, sql) as unknown as Rows<R>;
}

/** Rows of a table, whole or these `columns` of them; `rest` is what follows its name, from WHERE on. */
export function select<T extends Table>(db: Database, table: T, rest?: string): Rows<Row<T>>;
export function select<T extends Table, Name extends ColumnOf<T>>(
  db: Database,
  table: T,
  columns: readonly Name[],
  rest?: string,
): Rows<Pick<Row<T>, Name>>;
export function select(
  db: Database,
  { name }: Table,
  columns: readonly string[] | string = '',
  rest = '',
): Rows<object> {
  if (typeof columns === 'string') return rows(db, `SELECT * FROM ${name} ${columns}`);
  return rows(db, `SELECT ${columns.join(', ')} FROM ${name} ${rest}`);
}

/** The first column of the first row; null where there is no row. */
export function value<V extends SQLInputValue>(
  db: Database,
  sql: string,
  ...given: SQLInputValue[]
): V | null {
  const [first = null] = Object.values(rows<Record<string, V>>(db, sql).get(...given) ?? {});
  return first;
}

/** How many rows there are; `rest` may say of which. */
export function count(db: Database, { name }: Table, rest = '', ...given: SQLInputValue[]): number {
  return value<number>(db, `SELECT count(*) FROM ${name} ${rest}`, ...given) ?? 0;
}

/** All ids of a table, in order. */
export function idsOf<T extends Table<{ readonly id: string }>>(db: Database, table: T): string[] {
  return rows<{ id: string }>(db, `SELECT id FROM ${table.name} ORDER BY id`)
    .all()
    .map(({ id }) => id);
}

/** Stores a row in place of the one with its key, of which the columns in `kept` stay as they are. */
export function put<T extends Table>(
  db: Database,
  table: T,
  row: Row<T>,
  kept: readonly ColumnOf<T>[] = [],
): void {
  const values = row as Record<string, SQLInputValue>;
  const names = Object.keys(table.columns);
  statement(db, upsert(table, names, kept)).run(...names.map((name) => values[name] ?? null));
}

function upsert({ name, key }: Table, names: readonly string[], kept: readonly string[]): string {
  const changing = names.filter((column) => !key.includes(column) && !kept.includes(column));
  const changes = changing.map((column) => `${column} = excluded.${column}`).join(', ');
  return `INSERT INTO ${name} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})
    ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${changes}`;
}
