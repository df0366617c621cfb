/** All of the learner's plans, each with how far it is. */

import type { Day } from '../../lib/time/days.ts';
import { type PlanCard, planCards } from '../../lib/views/dashboard/plan-cards.ts';
import type { Totals } from '../../lib/views/dashboard/totals.ts';
import type { Context } from '../context.ts';
import { type Account, readOwned, requireIdentity } from '../db/owned.ts';
import { daysThatMatter, learnersDay } from '../learners-day.ts';
import { planTotals } from './totals-sql.ts';

export interface PlanList {
  account: Account;
  /** The learner's. */
  day: Day;
  /** In progress first, archived last; of each the one worked on last at the top. */
  plans: PlanCard[];
}

/** Throws `not_signed_in` for a stranger and `device_revoked` for a device that was signed out. */
export async function listPlans(ctx: Context): Promise<PlanList> {
  const { account, results } = await readOwned(ctx, [planTotalsStatement(ctx)]);
  const day = learnersDay(ctx, account);
  return { account, day, plans: planCards(planTotalsOf(results[0]), day) };
}

/** Reads a row a plan, one for its total and one for its last session, and the day totals of four weeks. */
export function planTotalsStatement(ctx: Context): D1PreparedStatement {
  const [first, last] = daysThatMatter(ctx.now());
  return ctx.db
    .prepare(`SELECT json_object(${planTotals('?2', '?3')}) AS totals`)
    .bind(requireIdentity(ctx).userId, first, last);
}

type PlanTotalsRow = Pick<Totals, 'plans' | 'plan_totals' | 'days'>;

export function planTotalsOf(result: D1Result | undefined): PlanTotalsRow {
  const [row] = (result as D1Result<{ totals: string }>).results;
  // Not null: the statement selects one row, whatever there is.
  return JSON.parse(row!.totals) as PlanTotalsRow;
}
