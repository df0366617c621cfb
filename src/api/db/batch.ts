/** One trip to D1, which is one transaction; rows come back under the names that the statements were put in with. */
import type { Sql } from './rows.ts';

/** A bound statement that knows what its rows are. */
export class Statement<Row = unknown> {
  declare readonly row: Row;
  readonly prepared: D1PreparedStatement;

  constructor(prepared: D1PreparedStatement) {
    this.prepared = prepared;
  }
}

/** `values` are ?1 and on. */
export function statement<Row>(
  db: D1Database,
  sql: Sql<Row>,
  ...values: unknown[]
): Statement<Row> {
  return new Statement(db.prepare(sql).bind(...values));
}

/** Statements in lists and under names, as deep as their sender likes; they run in the order of writing. */
export type Arrangement =
  | Statement
  | readonly Arrangement[]
  | { readonly [name: string]: Arrangement };

/** The same arrangement, of rows. */
export type RowsOf<Put> =
  Put extends Statement<infer Row> ? Row[] : { [Name in keyof Put]: RowsOf<Put[Name]> };

/** No trip where no statement was put in. */
export async function batch<Put>(db: D1Database, put: Put & Arrangement): Promise<RowsOf<Put>> {
  const statements = statementsIn(put);
  const results =
    statements.length > 0 ? await db.batch(statements.map(({ prepared }) => prepared)) : [];
  const rows = new Map(statements.map((each, index) => [each, results[index]?.results]));
  return arranged(put, rows) as RowsOf<Put>;
}

export async function rowsOf<Row>({ prepared }: Statement<Row>): Promise<Row[]> {
  return (await prepared.all<Row>()).results;
}

function statementsIn(put: Arrangement): Statement[] {
  return put instanceof Statement ? [put] : Object.values(put).flatMap(statementsIn);
}

function arranged(put: Arrangement, rows: ReadonlyMap<Statement, unknown[] | undefined>): unknown {
  if (put instanceof Statement) return rows.get(put);
  if (Array.isArray(put)) return put.map((part) => arranged(part, rows));
  return Object.fromEntries(
    Object.entries(put).map(([name, part]) => [name, arranged(part, rows)]),
  );
}
