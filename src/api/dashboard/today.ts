/** The learner's dashboard, in one D1 round trip: two rows where nothing changed since the last view. */

import { type Today, todayFrom } from '../../lib/views/dashboard/today.ts';
import type { Totals } from '../../lib/views/dashboard/totals.ts';
import type { DeviceContext } from '../context.ts';
import { rowsOf } from '../db/batch.ts';
import { type Account, accountStatement, noteSeen, requireAccess } from '../db/owned.ts';
import { computed } from '../db/rows.ts';
import { daysThatMatter, learnersDay } from '../learners-day.ts';
import { type Cached, readCached, writeCached } from '../view-cache.ts';
import { type Seen, seenText } from './seen.ts';
import { TOTALS } from './totals-sql.ts';

export interface Dashboard {
  account: Account;
  today: Today;
  /** The page's validator: differs wherever the page would. */
  seen: string;
}

interface CachedDashboard extends Cached {
  today: Today;
}

/** All that the page depends on, but the clock. The first part names the shape of what is cached. */
const VERSION = `'4:' || u.epoch || ':' || u.head || ':' || u.week_starts_on || ':' || u.day_starts_at_minutes
  || ':' || coalesce(u.weekly_goal_minutes, '') || ':' || u.time_zone || ':' || u.streaks_hidden`;

const RECENT_SESSIONS = 8;

/** Throws `device_revoked` for a device that was signed out. */
export async function today(ctx: DeviceContext): Promise<Dashboard> {
  const cached = await readCached<CachedDashboard>(ctx);
  const usable = cached && learnersDay(ctx, cached) === cached.today.day ? cached : null;
  const { account, version, totals } = await totalsUnless(ctx, usable?.version ?? '');
  // Null only where what is cached has this version.
  if (totals === null) return dashboard(account, version, usable!.today);
  return makeAnew(ctx, { account, version, totals });
}

/**
 * The dashboard where it differs from what was seen; null where it does not, which reads two rows and asks nothing of
 * KV. Throws as `today` does.
 */
export async function refresh(
  ctx: DeviceContext,
  { seen }: { seen: Seen | null },
): Promise<Dashboard | null> {
  if (!seen || learnersDay(ctx, seen) !== seen.day) return today(ctx);
  const { account, version, totals } = await totalsUnless(ctx, seen.version);
  return totals === null ? null : makeAnew(ctx, { account, version, totals });
}

interface Found<T = string> {
  account: Account;
  version: string;
  /** JSON. */
  totals: T;
}

/** The totals, but null where the version is `known`. */
async function totalsUnless(ctx: DeviceContext, known: string): Promise<Found<string | null>> {
  const asking = accountStatement(ctx, {
    columns: computed<{ version: string; totals: string | null }>(
      `${VERSION} AS version, CASE WHEN ${VERSION} = ?3 THEN NULL ELSE ${TOTALS} END AS totals`,
    ),
    values: [known, ...daysThatMatter(ctx.now()), RECENT_SESSIONS],
  });
  const { version, totals, ...account } = requireAccess(await rowsOf(asking));
  await noteSeen(ctx, account);
  return { account, version, totals };
}

function makeAnew(ctx: DeviceContext, { account, version, totals }: Found): Dashboard {
  const fresh = todayFrom(JSON.parse(totals) as Totals, learnersDay(ctx, account), account);
  const { time_zone, day_starts_at_minutes } = account;
  const entry = { version, today: fresh, time_zone, day_starts_at_minutes };
  writeCached<CachedDashboard>(ctx, entry);
  return dashboard(account, version, fresh);
}

function dashboard(account: Account, version: string, shown: Today): Dashboard {
  return { account, today: shown, seen: seenText({ ...account, version, day: shown.day }) };
}
