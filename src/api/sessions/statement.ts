/** Sessions newest first, a page at a time: a walk down an index from where the last page ended, never an offset. */
import type { SessionFilter } from '../../lib/queries/filters.ts';
import type { SessionCursor } from '../../lib/queries/session-cursor.ts';
import type { SessionRow } from '../../lib/views/session-page.ts';
import type { SessionData } from '../../lib/wire/records.ts';
import type { DeviceContext } from '../context.ts';
import { type Statement, statement } from '../db/batch.ts';
import { columns, computed, type RowIn, sql } from '../db/rows.ts';
import { BEFORE_CHUNK } from './before-chunk-sql.ts';

const HOUR_MS = 3_600_000;

const SESSION = sql`${columns('sessions s', 'id', 'data!')},
    ${computed<{ before_chunk: string | null }>(`${BEFORE_CHUNK} AS before_chunk`)}`;
type StoredSession = RowIn<typeof SESSION>;

/**
 * One row more than `limit`, which tells whether there are others. Walks `sessions_plan` where a plan is given, else
 * `sessions_started`; both end with the id, so that sessions that began at once have an order, too.
 */
export function sessionsStatement(
  ctx: DeviceContext,
  filter: SessionFilter,
): Statement<StoredSession> {
  const values: unknown[] = [ctx.identity.userId];
  const bound = (value: unknown) => `?${values.push(value)}`;
  const conditions = ['user_id = ?1', 'started_at IS NOT NULL'];
  if (filter.plan) conditions.push(`plan_id = ${bound(filter.plan)}`);
  const last = lastOf(filter);
  if (last) conditions.push(`(started_at, id) < (${bound(last.startedAt)}, ${bound(last.id)})`);
  if (filter.from) {
    conditions.push(`started_at >= ${bound(Date.parse(filter.from) - 24 * HOUR_MS)}`);
    conditions.push(`day >= ${bound(filter.from)}`);
  }
  if (filter.to) conditions.push(`day <= ${bound(filter.to)}`);
  const text = sql`SELECT ${SESSION} FROM
    (SELECT id, plan_id, data FROM sessions WHERE ${conditions.join(' AND ')}
      ORDER BY started_at DESC, id DESC LIMIT ${bound(filter.limit + 1)}) s`;
  return statement(ctx.db, text, ...values);
}

/**
 * A learner's day and UTC's differ: clocks show up to 24 hours less or more than UTC, and a day may begin up to 24
 * hours late. The walk begins and ends within that distance of the days asked for.
 */
function lastOf({ to, before }: SessionFilter): SessionCursor | null {
  if (!to) return before ?? null;
  const end = Date.parse(to) + 72 * HOUR_MS;
  return before && before.startedAt < end ? before : { startedAt: end, id: '' };
}

export function sessionRows(stored: readonly StoredSession[]): SessionRow[] {
  return stored.map(({ id, data, before_chunk }) => ({
    id,
    data: JSON.parse(data) as SessionData,
    beforeChunk: before_chunk,
  }));
}
