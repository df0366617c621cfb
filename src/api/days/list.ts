/** The days on which the learner was at it, newest first: what a heatmap shows, as a list. */

import type { DayFilter } from '../../lib/queries/filters.ts';
import type { Day } from '../../lib/time/days.ts';
import { pastYear, type Span } from '../../lib/views/heatmap.ts';
import { type DayTotal, dayTotals, type YearTotals } from '../../lib/views/year-totals.ts';
import type { DeviceContext } from '../context.ts';
import { statement } from '../db/batch.ts';
import { type Account, readOwned } from '../db/owned.ts';
import { columns, sql } from '../db/rows.ts';
import { learnersDay } from '../learners-day.ts';

export interface DayList {
  account: Account;
  /** The learner's. */
  day: Day;
  /** Those with learning, newest first. */
  years: string[];
  days: { day: Day; total: DayTotal }[];
}

/**
 * One round trip, and a row for each year. Throws `device_revoked` for a device that was signed out.
 */
export async function listDays(ctx: DeviceContext, { year }: DayFilter): Promise<DayList> {
  const { account, rows } = await readOwned(
    ctx,
    statement(
      ctx.db,
      sql`SELECT ${columns('year_totals', 'year', 'days')} FROM year_totals WHERE user_id = ?1 ORDER BY year DESC`,
      ctx.identity.userId,
    ),
  );
  const years = rows.map((row): YearTotals => ({ year: row.year, days: JSON.parse(row.days) }));
  const day = learnersDay(ctx, account);
  const { first, last } = spanOf(year, day, account.week_starts_on);
  const days = [...dayTotals(years)]
    .filter(([each]) => each >= first && each <= last)
    .map(([each, total]) => ({ day: each, total }))
    .reverse();
  return { account, day, years: rows.map((row) => row.year), days };
}

function spanOf(year: string | undefined, today: Day, weekStartsOn: number): Span {
  return year ? { first: `${year}-01-01`, last: `${year}-12-31` } : pastYear(today, weekStartsOn);
}
