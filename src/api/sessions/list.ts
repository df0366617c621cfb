/** The learner's sessions, newest first, a page at a time. */

import type { SessionFilter } from '../../lib/queries/filters.ts';
import type { Day } from '../../lib/time/days.ts';
import {
  type PlanName,
  pageOf,
  type SessionPage,
  type SessionRow,
} from '../../lib/views/session-page.ts';
import type { DeviceContext } from '../context.ts';
import { type Statement, statement } from '../db/batch.ts';
import { type Account, readOwned } from '../db/owned.ts';
import { columns, computed, sql } from '../db/rows.ts';
import { learnersDay } from '../learners-day.ts';
import { sessionRows, sessionsStatement } from './statement.ts';

export interface SessionList extends SessionPage<SessionRow> {
  account: Account;
  /** The learner's. */
  day: Day;
  /** All that the learner has, by title. */
  plans: PlanName[];
}

/** One round trip. Throws `device_revoked` for a device that was signed out. */
export async function listSessions(
  ctx: DeviceContext,
  filter: SessionFilter,
): Promise<SessionList> {
  const { account, rows } = await readOwned(ctx, {
    sessions: sessionsStatement(ctx, filter),
    plans: planNamesStatement(ctx),
  });
  return {
    account,
    day: learnersDay(ctx, account),
    plans: rows.plans,
    ...pageOf(sessionRows(rows.sessions), filter.limit),
  };
}

/** Reads a row a plan. */
export function planNamesStatement(ctx: DeviceContext): Statement<PlanName> {
  const createdAt = computed<{ created_at: number }>("data->>'$.created_at' AS created_at");
  return statement(
    ctx.db,
    sql`SELECT ${columns('plans', 'id', 'title!')}, ${createdAt} FROM plans
      WHERE user_id = ?1 AND data IS NOT NULL ORDER BY title, id`,
    ctx.identity.userId,
  );
}
