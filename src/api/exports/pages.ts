/** Records of a kind in the order of their ids, a page at a time, however many there are. */
import type { Context } from '../context.ts';
import { readOwned, requireIdentity } from '../db/owned.ts';

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

const page = (kind: ExportedKind) => `SELECT id, data FROM ${kind}
  WHERE user_id = ?1 AND id > ?2 AND id <= ?3 AND data IS NOT NULL ORDER BY id`;

/** One round trip a page, and one for where they end. What is added behind the last page meanwhile is left out. */
export async function* recordPages<Data>(
  ctx: Context,
  kind: ExportedKind,
): AsyncGenerator<{ id: string; data: Data }[]> {
  const { userId } = requireIdentity(ctx);
  const ends = await read<{ last: string }>(
    ctx,
    ctx.db.prepare(bounds(kind)).bind(userId, PAGE_BYTES),
  );
  let after = '';
  for (const { last } of ends) {
    const statement = ctx.db.prepare(page(kind)).bind(userId, after, last);
    const rows = await read<{ id: string; data: string }>(ctx, statement);
    yield rows.map(({ id, data }) => ({ id, data: JSON.parse(data) as Data }));
    after = last;
  }
}

async function read<Row>(ctx: Context, statement: D1PreparedStatement): Promise<Row[]> {
  const { results } = await readOwned(ctx, [statement]);
  return (results[0] as D1Result<Row>).results;
}
