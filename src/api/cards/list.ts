/** The learner's cards: how many, plan by plan, and those that are due. */

import type { CardFilter } from '../../lib/queries/filters.ts';
import type { Day } from '../../lib/time/days.ts';
import type { CardCounts } from '../../lib/views/card-page.ts';
import type { PlanName } from '../../lib/views/session-page.ts';
import type { DeviceContext } from '../context.ts';
import { statement } from '../db/batch.ts';
import { type Account, readOwned } from '../db/owned.ts';
import { columns, computed, type RowIn, sql } from '../db/rows.ts';
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

const COUNTS = columns('card_counts', 'plan_id', 'new', 'learning', 'mature');
const DUE = sql`${columns('due_days', 'plan_id')},
  ${computed<{ due: Day; cards: number }>('max(day, ?3) AS due, sum(cards) AS cards')}`;

/** One round trip. Throws `device_revoked` for a device that was signed out. */
export async function listCards(ctx: DeviceContext, filter: CardFilter): Promise<CardList> {
  const [, latest, overdue] = daysThatMatter(ctx.now());
  const last = filter.due ?? latest;
  const first = filter.due ?? overdue;
  const { account, rows } = await readOwned(ctx, {
    ...dueCardsStatements(ctx, filter, last),
    due: statement(
      ctx.db,
      sql`SELECT ${DUE} FROM due_days
        WHERE user_id = ?1 AND day <= ?2 GROUP BY plan_id, due`,
      ctx.identity.userId,
      last,
      first,
    ),
    counts: statement(
      ctx.db,
      sql`SELECT ${COUNTS} FROM card_counts WHERE user_id = ?1`,
      ctx.identity.userId,
    ),
    plans: planNamesStatement(ctx),
  });
  const day = learnersDay(ctx, account);
  const dueDay = filter.due ?? day;
  return {
    account,
    day,
    ...dueCardsOf(rows, dueDay),
    counts: countsOf(rows, dueDay),
    plans: rows.plans,
  };
}

function countsOf(
  { counts, due }: { counts: RowIn<typeof COUNTS>[]; due: RowIn<typeof DUE>[] },
  day: Day,
): CardCounts[] {
  const dueByPlan = new Map<string, number>();
  for (const row of due) {
    if (row.due > day) continue;
    dueByPlan.set(row.plan_id, (dueByPlan.get(row.plan_id) ?? 0) + row.cards);
  }
  return counts.map((each) => ({ ...each, due: dueByPlan.get(each.plan_id) ?? 0 }));
}
