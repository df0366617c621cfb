/** One plan: how far it is, its chunks, its cards, and a page of its sessions. */

import { SamediError } from '../../lib/errors.ts';
import type { SessionFilter } from '../../lib/queries/filters.ts';
import type { Day } from '../../lib/time/days.ts';
import { planCards } from '../../lib/views/dashboard/plan-cards.ts';
import { type ChunkTotal, outlineOf, type PlanView } from '../../lib/views/plan-page.ts';
import { pageOf, shownSessions } from '../../lib/views/session-page.ts';
import { planWeeks, WEEKS_DAYS } from '../../lib/views/stats/plan-weeks.ts';
import type { PlanDay } from '../../lib/views/stats/totals.ts';
import type { Context } from '../context.ts';
import { type Account, readOwned, requireIdentity } from '../db/owned.ts';
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
 * grows, with this plan's history and no other's: left to itself, SQLite would walk all of the learner's sessions for it.
 * See docs/decisions/042-reading-pages.md.
 */
export async function planPage(
  ctx: Context,
  { id, before }: { id: string; before?: SessionFilter['before'] },
): Promise<PlanPage> {
  const { userId } = requireIdentity(ctx);
  const [, last] = daysThatMatter(ctx.now());
  const { account, results } = await readOwned(ctx, [
    planTotalsStatement(ctx),
    ctx.db
      .prepare(
        "SELECT data->>'$.content' AS content FROM plans WHERE user_id = ?1 AND id = ?2 AND data IS NOT NULL",
      )
      .bind(userId, id),
    ctx.db
      .prepare(
        `SELECT data->>'$.chunk_id' AS chunkId, sum(minutes) AS minutes, count(*) AS sessions FROM sessions INDEXED BY sessions_plan
          WHERE user_id = ?1 AND plan_id = ?2 AND minutes IS NOT NULL GROUP BY 1`,
      )
      .bind(userId, id),
    ctx.db
      .prepare(
        `SELECT day, sum(cards) AS cards FROM due_days WHERE user_id = ?1 AND day <= ?3 AND plan_id = ?2 GROUP BY day`,
      )
      .bind(userId, id, last),
    ctx.db
      .prepare('SELECT new, learning, mature FROM card_counts WHERE user_id = ?1 AND plan_id = ?2')
      .bind(userId, id),
    sessionsStatement(ctx, { plan: id, before, limit: SESSIONS }),
    weeksStatement(ctx, id),
  ]);
  const day = learnersDay(ctx, account);
  return { account, day, plan: viewOf(id, day, account.week_starts_on, results) };
}

/** The days of the half year that the plan was last worked on: at most a row for each of them and each plan. */
function weeksStatement(ctx: Context, id: string): D1PreparedStatement {
  return ctx.db
    .prepare(
      `SELECT d.day, d.minutes, d.sessions FROM
        (SELECT day FROM sessions INDEXED BY sessions_plan WHERE user_id = ?1 AND plan_id = ?2 AND minutes IS NOT NULL
          ORDER BY started_at DESC LIMIT 1) last
        JOIN day_totals d ON d.day BETWEEN date(last.day, ?3) AND date(last.day, '+1 day')
        WHERE d.user_id = ?1 AND d.plan_id = ?2`,
    )
    .bind(requireIdentity(ctx).userId, id, `-${WEEKS_DAYS} days`);
}

function weekDaysOf(id: string, result: D1Result | undefined): PlanDay[] {
  const { results } = result as D1Result<{ day: Day; minutes: number; sessions: number }>;
  return results.map(({ day, minutes, sessions }) => [day, id, minutes, sessions, {}]);
}

function viewOf(id: string, day: Day, weekStartsOn: number, results: D1Result[]): PlanView | null {
  const [totals, plan, chunks, due, counts, sessions, weekDays] = results;
  const all = planTotalsOf(totals);
  const card = planCards(all, day).find((each) => each.id === id);
  const [row] = (plan as D1Result<{ content: string }>).results;
  if (!card || !row) return null;
  const { sessions: rows, next } = pageOf(sessionRows(sessions), SESSIONS);
  const [states] = (counts as D1Result<Omit<PlanView['cards'], 'due'>>).results;
  return {
    card,
    outline: outlineOf(row.content, (chunks as D1Result<ChunkTotal>).results),
    weeks: planWeeks(weekDaysOf(id, weekDays), day, weekStartsOn),
    cards: {
      ...(states ?? { new: 0, learning: 0, mature: 0 }),
      due: (due as D1Result<{ day: Day; cards: number }>).results
        .filter((each) => each.day <= day)
        .reduce((sum, { cards }) => sum + cards, 0),
    },
    sessions: { sessions: shownSessions(rows, all.plans), next },
  };
}

/** Throws `not_found` where the learner has no such plan, whoever else may have it. */
export async function readPlan(ctx: Context, input: { id: string }): Promise<PlanView> {
  const { plan } = await planPage(ctx, input);
  if (!plan) {
    throw new SamediError('not_found', 'There is no plan with this id.', {
      next: 'GET /api/plans lists those that there are.',
    });
  }
  return plan;
}
