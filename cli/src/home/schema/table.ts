/**
 * A table as it is declared: columns in SQLite's own words, from which both its SQL and the type of its rows follow.
 */

export interface Table<Columns extends Readonly<Record<string, string>> = Record<string, string>> {
  readonly name: string;
  /** Type and constraints of each column, by its name. */
  readonly columns: Columns;
  /** What names a row. */
  readonly key: readonly string[];
  /** Statements of its indexes. */
  readonly indexes: readonly string[];
  /** What follows the columns, and what follows the closing bracket. */
  readonly constraint?: string;
  readonly options?: string;
}

/** A column of which more is known than that it is a text, or a number. */
export type Holding<Value> = string & { readonly holds: Value };

type ValueOf<Sql extends string> =
  Sql extends Holding<infer Value> ? Value : Plain<Sql> | Nothing<Sql>;
type Plain<Sql extends string> = Sql extends `${'INTEGER' | 'REAL'}${string}` ? number : string;
type Nothing<Sql extends string> = Sql extends `${string}${'NOT NULL' | 'PRIMARY KEY'}${string}`
  ? never
  : null;

/** A row of a table, as it is read and written. */
export type Row<T extends Table> = {
  -readonly [Name in keyof T['columns']]: ValueOf<T['columns'][Name]>;
};

/** The names of a table's columns. */
export type ColumnOf<T extends Table> = keyof T['columns'] & string;

/** The key is the column that says so; `about` names one of several columns. */
export function table<const Columns extends Readonly<Record<string, string>>>(
  name: string,
  columns: Columns,
  about: Partial<Omit<Table<Columns>, 'name' | 'columns'>> & {
    readonly key?: readonly (keyof Columns & string)[];
  } = {},
): Table<Columns> {
  const named = Object.keys(columns).filter((column) => columns[column]?.includes('PRIMARY KEY'));
  return { name, columns, key: named, indexes: [], ...about };
}
