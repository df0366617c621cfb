/** Walks a user's rows of a table, a page at a time, in the order of the primary key. */
import type { DeviceContext } from '../../context.ts';
import { type Access, requireAccess } from '../../db/owned.ts';
import { endedAt } from '../../db/standing.ts';
import type { UserTable } from '../user-tables.ts';

/** Bytes of a page's rows as JSON: D1 gives at most 2 MB as one value, and a record alone may have 900 kB. */
const PAGE_BYTES = 1_400_000;
const PAGE_ROWS = 5_000;

export interface Walk {
  /** The key of the last row; null before the first. */
  after: readonly string[] | null;
  more: boolean;
}

interface Page extends Walk {
  /** The rows as JSON, with commas between. */
  text: string;
}

interface PageRow extends Access {
  text: string | null;
  last: string;
  more: 0 | 1;
}

/**
 * One statement, with the check that the device still is this user's. SQLite puts the JSON together, so that a page is
 * one value that nobody parses. Throws `device_revoked` and `account_deleting`.
 */
export async function readPage(
  ctx: DeviceContext,
  table: UserTable,
  after: Walk['after'],
): Promise<Page> {
  const { userId, deviceId } = ctx.identity;
  const { results } = await ctx.db
    .prepare(pageSql(table, after !== null, ctx.now()))
    .bind(userId, deviceId, ...(after ?? []))
    .all<PageRow>();
  const row = requireAccess(results);
  return { text: row.text ?? '', after: JSON.parse(row.last), more: row.more === 1 };
}

/**
 * `sizes` looks at keys and sizes alone; then as many rows as fit are read whole, and one always does. The names of
 * keys and size differ from all columns, so that `fields` need not say of which table they are.
 */
function pageSql(
  { table, primaryKey, fields, bytes }: UserTable,
  further: boolean,
  now: number,
): string {
  const order = primaryKey.map((_, index) => `key_${index}`).join(', ');
  const columns = primaryKey.map((column, index) => `${column} AS key_${index}`).join(', ');
  const start = further
    ? `AND (${primaryKey.join(', ')}) > (${primaryKey.map((_, index) => `?${index + 3}`).join(', ')})`
    : '';
  const same = primaryKey.map((column, index) => `t.${column} = key_${index}`).join(' AND ');
  const json = Object.entries(fields)
    .map(([name, sql]) => `'${name}', ${sql}`)
    .join(', ');
  return `WITH sizes AS MATERIALIZED (
    SELECT ${columns}, ${bytes} AS size FROM ${table}
    WHERE user_id = ?1 ${start} ORDER BY ${primaryKey.join(', ')} LIMIT ${PAGE_ROWS}),
  found AS MATERIALIZED (
    SELECT *, sum(size) OVER (ORDER BY ${order}) AS upto, row_number() OVER (ORDER BY ${order}) AS row FROM sizes),
  page AS MATERIALIZED (SELECT * FROM found WHERE upto <= ${PAGE_BYTES} OR row = 1)
  SELECT ${endedAt(now)}, u.deleting_at,
    (SELECT group_concat(json_object(${json}), ',' ORDER BY row)
      FROM page CROSS JOIN ${table} t ON t.user_id = ?1 AND ${same}) AS text,
    coalesce((SELECT json_array(${order}) FROM page ORDER BY row DESC LIMIT 1), '[]') AS last,
    (SELECT count(*) FROM page) = ${PAGE_ROWS} OR (SELECT count(*) FROM page) < (SELECT count(*) FROM found) AS more
  FROM devices d JOIN users u ON u.id = d.user_id WHERE d.user_id = ?1 AND d.id = ?2`;
}
