/** The learner's dashboard, in one D1 round trip: two rows where nothing changed since the last view. */
import { type Today, todayFrom } from '../../lib/dashboard/today.ts';
import type { Totals } from '../../lib/dashboard/totals.ts';
import { addDays, type Day, dayAt, dayIn } from '../../lib/days.ts';
import { PACE_DAYS } from '../../lib/pace.ts';
import type { Context } from '../context.ts';
import { type Account, accountOf, accountStatement, noteSeen } from '../db/owned.ts';
import { keepView, keptView } from './kept-view.ts';
import { TOTALS } from './totals-sql.ts';

export interface Dashboard {
  account: Account;
  today: Today;
  /** Differs wherever the page would. */
  version: string;
}

/** All that the page depends on, but the clock. The first part names the shape of a kept view. */
const VERSION = `'3:' || u.epoch || ':' || u.head || ':' || u.week_starts_on || ':' || u.day_starts_at_minutes
  || ':' || coalesce(u.weekly_goal_minutes, '') || ':' || u.time_zone`;

const RECENT_SESSIONS = 8;

/** Throws `not_signed_in` for a stranger and `device_revoked` for a device that was signed out. */
export async function today(ctx: Context): Promise<Dashboard> {
  const kept = await keptView(ctx);
  const usable = kept && learnersDay(ctx, kept) === kept.today.day ? kept : null;
  const result = await accountStatement(ctx, {
    columns: `${VERSION} AS version, CASE WHEN ${VERSION} = ?3 THEN NULL ELSE ${TOTALS} END AS totals`,
    values: [usable?.version ?? '', ...daysThatMatter(ctx.now()), RECENT_SESSIONS],
  }).all<{ version: string; totals: string | null }>();
  const { version, totals, ...account } = accountOf(result);
  await noteSeen(ctx, account);
  if (usable?.version === version) return { account, today: usable.today, version };
  // Not null: only the version of a usable view is asked for, and no version is empty.
  const fresh = todayFrom(JSON.parse(totals!) as Totals, learnersDay(ctx, account), account);
  const { time_zone, day_starts_at_minutes } = account;
  await keepView(ctx, { version, today: fresh, time_zone, day_starts_at_minutes });
  return { account, today: fresh, version };
}

/** The day it is for the learner. */
export function learnersDay(
  ctx: Pick<Context, 'now'>,
  { time_zone, day_starts_at_minutes }: Pick<Account, 'time_zone' | 'day_starts_at_minutes'>,
): Day {
  return dayIn(ctx.now(), time_zone, day_starts_at_minutes);
}

/**
 * The zone comes with the answer, so the question must hold for every zone: clocks show UTC−12 to UTC+14, and a
 * learner's day may begin up to 24 hours late.
 */
export function daysThatMatter(now: number): [first: Day, last: Day, overdue: Day] {
  const day = dayAt(now, 0);
  return [addDays(day, -2 - PACE_DAYS), addDays(day, 1), addDays(day, -2)];
}
