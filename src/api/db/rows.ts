/**
 * Rows as D1 gives them, as the schema says: names as in SQL, a boolean as 0 or 1. Types alone come from there, so that
 * nothing of drizzle runs on the server; a column that is renamed there fails the type check here.
 */
import type { Column as DrizzleColumn, Table } from 'drizzle-orm';
import type * as records from './schema/records.ts';
import type * as totals from './schema/totals.ts';
import type * as users from './schema/users.ts';

type Schema = typeof records & typeof totals & typeof users;

/** The whole row of each table, by the table's name. */
export type Rows = {
  [Key in keyof Schema as Schema[Key]['_']['name']]: RowOf<Schema[Key]>;
};

type RowOf<T extends Table> = {
  [Key in keyof T['_']['columns'] as T['_']['columns'][Key]['_']['name']]: ValueOf<
    T['_']['columns'][Key]
  >;
};

type ValueOf<C extends DrizzleColumn> =
  | (C['_']['data'] extends boolean ? 0 | 1 : C['_']['data'])
  | (C['_']['notNull'] extends true ? never : null);

/** The names of a table's columns. */
export type Column<Table extends keyof Rows> = keyof Rows[Table] & string;

declare const row: unique symbol;
/** SQL text that knows what its rows are, as of the columns that were put into it; any text may be one. */
export type Sql<Row> = string & { readonly [row]?: Row };

/**
 * `data!` is never null, as the statement's WHERE sees to it; `cursor AS device_cursor` has another name in the row.
 */
type Named<Name extends string> = Name | `${Name}!` | `${Name} AS ${string}`;
type Selected<Row, Name extends string> = {
  [N in Name as N extends `${string} AS ${infer Other}` ? Other : Bare<N>]: N extends `${string}!`
    ? NonNullable<Row[Bare<N> & keyof Row]>
    : Row[Bare<N> & keyof Row];
};
type Bare<Name extends string> = Name extends `${infer Column}!` | `${infer Column} AS ${string}`
  ? Column
  : Name;

type TableName = keyof Rows & string;
type TableOf<From extends string> = From extends `${infer Name} ${string}` ? Name : From;

/** A list of columns for `sql`, of a table (`cards`), or of one under another name (`cards c`). */
export function columns<
  From extends TableName | `${TableName} ${string}`,
  Name extends Named<Column<TableOf<From> & TableName>>,
>(from: From, ...names: Name[]): Sql<Selected<Rows[TableOf<From> & TableName], Name>> {
  const [, alias] = from.split(' ');
  const prefix = alias ? `${alias}.` : '';
  return names.map((name) => prefix + name.replace('!', '')).join(', ');
}

/** A list of expressions for `sql`, of which the caller says what they come to. */
export const computed = <Row>(expressions: string): Sql<Row> => expressions;

export type RowIn<Text> = Text extends Sql<infer Row> ? Row : never;

/** Of all columns that the parts name. */
type RowOfParts<Parts> = Parts extends readonly [infer Part, ...infer Rest]
  ? (Part extends Sql<infer Row> ? Row : unknown) & RowOfParts<Rest>
  : unknown;

/** SQL text as it is written, whose rows have the columns that `columns` put into it. */
export function sql<const Parts extends readonly (string | number)[]>(
  text: TemplateStringsArray,
  ...parts: Parts
): Sql<RowOfParts<Parts>> {
  return String.raw({ raw: text }, ...parts);
}
