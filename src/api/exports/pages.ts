/** Records of a kind in the order of their ids, a page at a time, however many there are. */
import type { DeviceContext } from '../context.ts';
import { statement } from '../db/batch.ts';
import { readOwned } from '../db/owned.ts';
import { columns, sql } from '../db/rows.ts';

/** Of `data`. A page is at most this and one record, so that a Worker's 128 MB are far away. */
const PAGE_BYTES = 2_000_000;

type ExportedKind = 'plans' | 'cards';

/**
 * The last id of each page. By sizes, which SQLite knows without reading the records; by id, so that a change meanwhile
 * shifts nothing. (D1 binds a number as a REAL, hence the CAST.)
 */
const bounds = (kind: ExportedKind) => `SELECT max(id) AS last FROM (
    SELECT id, CAST(sum(bytes) OVER (ORDER BY id ROWS UNBOUNDED PRECEDING) / ?2 AS INTEGER) AS page
    FROM ${kind} WHERE user_id = ?1 AND data IS NOT NULL)
  GROUP BY page ORDER BY page`;

const page = (kind: ExportedKind) => sql`SELECT ${columns(kind, 'id', 'data!')} FROM ${kind}
  WHERE user_id = ?1 AND id > ?2 AND id <= ?3 AND data IS NOT NULL ORDER BY id`;

/** One round trip a page, and one for where they end. What is added behind the last page meanwhile is left out. */
export async function* recordPages<Data>(
  ctx: DeviceContext,
  kind: ExportedKind,
): AsyncGenerator<{ id: string; data: Data }[]> {
  const { userId } = ctx.identity;
  const ends = await readOwned(
    ctx,
    statement<{ last: string }>(ctx.db, bounds(kind), userId, PAGE_BYTES),
  );
  let after = '';
  for (const { last } of ends.rows) {
    const { rows } = await readOwned(ctx, statement(ctx.db, page(kind), userId, after, last));
    yield rows.map(({ id, data }) => ({ id, data: JSON.parse(data) as Data }));
    after = last;
  }
}
