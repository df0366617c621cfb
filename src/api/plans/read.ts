/** One plan: how far it is, its chunks, its cards, and a page of its sessions. */

import { SamediError } from '../../lib/errors.ts';
import type { SessionFilter } from '../../lib/queries/filters.ts';
import type { Day } from '../../lib/time/days.ts';
import { planCards } from '../../lib/views/dashboard/plan-cards.ts';
import { type ChunkTotal, outlineOf, type PlanView } from '../../lib/views/plan-page.ts';
import { pageOf, shownSessions } from '../../lib/views/session-page.ts';
import { planWeeks, WEEKS_DAYS } from '../../lib/views/stats/plan-weeks.ts';
import type { PlanDay } from '../../lib/views/stats/totals.ts';
import type { DeviceContext } from '../context.ts';
import { type RowsOf, statement } from '../db/batch.ts';
import { type Account, readOwned } from '../db/owned.ts';
import { columns, computed, sql } from '../db/rows.ts';
import { daysThatMatter, learnersDay } from '../learners-day.ts';
import { sessionRows, sessionsStatement } from '../sessions/statement.ts';
import { planTotalsOf, planTotalsStatement } from './list.ts';

export interface PlanPage {
  account: Account;
  /** The learner's. */
  day: Day;
  /** Null where the learner has no such plan. */
  plan: PlanView | null;
}

/** Sessions on a page of a plan. */
export const SESSIONS = 20;

/**
 * One round trip. What was spent on each chunk is summed from the plan's own sessions, which is the one part that
 * grows, with this plan's history and no other's: left to itself, SQLite would walk all of the learner's sessions for
 * it. See docs/decisions/042-reading-pages.md.
 */
export async function planPage(
  ctx: DeviceContext,
  { id, before }: { id: string; before?: SessionFilter['before'] },
): Promise<PlanPage> {
  const { account, rows } = await readOwned(ctx, statements(ctx, id, before));
  const day = learnersDay(ctx, account);
  return { account, day, plan: viewOf(id, day, account.week_starts_on, rows) };
}

function statements(ctx: DeviceContext, id: string, before: SessionFilter['before']) {
  const { userId } = ctx.identity;
  const [, last] = daysThatMatter(ctx.now());
  return {
    totals: planTotalsStatement(ctx),
    plan: statement(
      ctx.db,
      sql`SELECT ${computed<{ content: string }>("data->>'$.content' AS content")} FROM plans WHERE user_id = ?1 AND id = ?2 AND data IS NOT NULL`,
      userId,
      id,
    ),
    chunks: statement<ChunkTotal>(
      ctx.db,
      `SELECT data->>'$.chunk_id' AS chunkId, sum(minutes) AS minutes, count(*) AS sessions FROM sessions INDEXED BY sessions_plan
        WHERE user_id = ?1 AND plan_id = ?2 AND minutes IS NOT NULL GROUP BY 1`,
      userId,
      id,
    ),
    due: statement(
      ctx.db,
      sql`SELECT ${columns('due_days', 'day')}, ${computed<{ cards: number }>('sum(cards) AS cards')} FROM due_days WHERE user_id = ?1 AND day <= ?3 AND plan_id = ?2 GROUP BY day`,
      userId,
      id,
      last,
    ),
    counts: statement(
      ctx.db,
      sql`SELECT ${columns('card_counts', 'new', 'learning', 'mature')} FROM card_counts WHERE user_id = ?1 AND plan_id = ?2`,
      userId,
      id,
    ),
    sessions: sessionsStatement(ctx, { plan: id, before, limit: SESSIONS }),
    weekDays: weekDaysStatement(ctx, id),
  };
}

/** The days of the half year that the plan was last worked on: at most a row for each of them and each plan. */
function weekDaysStatement(ctx: DeviceContext, id: string) {
  return statement(
    ctx.db,
    sql`SELECT ${columns('day_totals d', 'day', 'minutes', 'sessions')} FROM
      (SELECT day FROM sessions INDEXED BY sessions_plan WHERE user_id = ?1 AND plan_id = ?2 AND minutes IS NOT NULL
        ORDER BY started_at DESC LIMIT 1) last
      JOIN day_totals d ON d.day BETWEEN date(last.day, ?3) AND date(last.day, '+1 day')
      WHERE d.user_id = ?1 AND d.plan_id = ?2`,
    ctx.identity.userId,
    id,
    `-${WEEKS_DAYS} days`,
  );
}

type Found = RowsOf<ReturnType<typeof statements>>;

function viewOf(id: string, day: Day, weekStartsOn: number, found: Found): PlanView | null {
  const all = planTotalsOf(found.totals);
  const card = planCards(all, day).find((each) => each.id === id);
  const [plan] = found.plan;
  if (!card || !plan) return null;
  const { sessions, next } = pageOf(sessionRows(found.sessions), SESSIONS);
  const [counts] = found.counts;
  const weekDays = found.weekDays.map(
    (each): PlanDay => [each.day, id, each.minutes, each.sessions, {}],
  );
  return {
    card,
    outline: outlineOf(plan.content, found.chunks),
    weeks: planWeeks(weekDays, day, weekStartsOn),
    cards: {
      ...(counts ?? { new: 0, learning: 0, mature: 0 }),
      due: found.due.filter((each) => each.day <= day).reduce((sum, { cards }) => sum + cards, 0),
    },
    sessions: { sessions: shownSessions(sessions, all.plans), next },
  };
}

/** Throws `not_found` where the learner has no such plan, whoever else may have it. */
export async function readPlan(ctx: DeviceContext, input: { id: string }): Promise<PlanView> {
  const { plan } = await planPage(ctx, input);
  if (!plan) {
    throw new SamediError('not_found', 'There is no plan with this id.', {
      next: 'GET /api/plans lists those that there are.',
    });
  }
  return plan;
}
