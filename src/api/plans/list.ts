/** All of the learner's plans, each with how far it is. */

import type { Day } from '../../lib/time/days.ts';
import { type PlanCard, planCards } from '../../lib/views/dashboard/plan-cards.ts';
import type { Totals } from '../../lib/views/dashboard/totals.ts';
import type { DeviceContext } from '../context.ts';
import { type Statement, statement } from '../db/batch.ts';
import { type Account, readOwned } from '../db/owned.ts';
import { daysThatMatter, learnersDay } from '../learners-day.ts';
import { planTotals } from './totals-sql.ts';

export interface PlanList {
  account: Account;
  /** The learner's. */
  day: Day;
  /** In progress first, archived last; of each the one worked on last at the top. */
  plans: PlanCard[];
}

/** Throws `device_revoked` for a device that was signed out. */
export async function listPlans(ctx: DeviceContext): Promise<PlanList> {
  const { account, rows } = await readOwned(ctx, planTotalsStatement(ctx));
  const day = learnersDay(ctx, account);
  return { account, day, plans: planCards(planTotalsOf(rows), day) };
}

/** Reads a row a plan, one for its total and one for its last session, and the day totals of four weeks. */
export function planTotalsStatement(ctx: DeviceContext): Statement<{ totals: string }> {
  const [first, last] = daysThatMatter(ctx.now());
  const { userId } = ctx.identity;
  const sql = `SELECT json_object(${planTotals('?2', '?3')}) AS totals`;
  return statement(ctx.db, sql, userId, first, last);
}

type PlanTotalsRow = Pick<Totals, 'plans' | 'plan_totals' | 'days'>;

export function planTotalsOf([row]: { totals: string }[]): PlanTotalsRow {
  // Not null: the statement selects one row, whatever there is.
  return JSON.parse(row!.totals) as PlanTotalsRow;
}
