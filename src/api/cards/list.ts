/** The learner's cards: how many, plan by plan, and those that are due. */

import type { CardFilter } from '../../lib/queries/filters.ts';
import type { Day } from '../../lib/time/days.ts';
import type { CardCounts } from '../../lib/views/card-page.ts';
import type { PlanName } from '../../lib/views/session-page.ts';
import type { Context } from '../context.ts';
import { type Account, readOwned, requireIdentity } from '../db/owned.ts';
import { daysThatMatter, learnersDay } from '../learners-day.ts';
import { planNamesStatement } from '../sessions/list.ts';
import { type CardRow, dueCardsOf, dueCardsStatements } from './statement.ts';

export interface CardList {
  account: Account;
  /** The learner's. */
  day: Day;
  /** Due on the day asked for, in the order of their ids. */
  cards: CardRow[];
  /** `after` of the next look; null where all cards have been looked through. */
  next: string | null;
  /** Of plans with cards, whatever the filter. */
  counts: CardCounts[];
  plans: PlanName[];
}

/** One round trip. Throws `not_signed_in` for a stranger and `device_revoked` for a device that was signed out. */
export async function listCards(ctx: Context, filter: CardFilter): Promise<CardList> {
  const { userId } = requireIdentity(ctx);
  const [, latest, overdue] = daysThatMatter(ctx.now());
  const last = filter.due ?? latest;
  const first = filter.due ?? overdue;
  const { account, results } = await readOwned(ctx, [
    ...dueCardsStatements(ctx, filter, last),
    ctx.db
      .prepare(
        `SELECT plan_id, max(day, ?3) AS due, sum(cards) AS cards FROM due_days
          WHERE user_id = ?1 AND day <= ?2 GROUP BY plan_id, due`,
      )
      .bind(userId, last, first),
    ctx.db
      .prepare('SELECT plan_id, new, learning, mature FROM card_counts WHERE user_id = ?1')
      .bind(userId),
    planNamesStatement(ctx),
  ]);
  const [cards, end, due, counts, plans] = results;
  const day = learnersDay(ctx, account);
  const dueDay = filter.due ?? day;
  return {
    account,
    day,
    ...dueCardsOf(cards, end, dueDay),
    counts: countsOf(counts, due, dueDay),
    plans: (plans as D1Result<PlanName>).results,
  };
}

function countsOf(counts: D1Result | undefined, due: D1Result | undefined, day: Day) {
  const dueByPlan = new Map<string, number>();
  for (const row of (due as D1Result<{ plan_id: string; due: Day; cards: number }>).results) {
    if (row.due > day) continue;
    dueByPlan.set(row.plan_id, (dueByPlan.get(row.plan_id) ?? 0) + row.cards);
  }
  return (counts as D1Result<Omit<CardCounts, 'due'>>).results.map((each) => ({
    ...each,
    due: dueByPlan.get(each.plan_id) ?? 0,
  }));
}
