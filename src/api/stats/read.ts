/** The learner's statistics, in one D1 round trip: about a row a day of the range, and two where nothing changed. */

import type { StatsFilter } from '../../lib/queries/filters.ts';
import { addDays, type Day, dayAt } from '../../lib/time/days.ts';
import type { DayRange } from '../../lib/time/range.ts';
import { SCHEDULE_DAYS } from '../../lib/views/stats/card-schedule.ts';
import {
  calendarSpan,
  rangeOf,
  type StatsView,
  statsView,
} from '../../lib/views/stats/stats-page.ts';
import type { StatsTotals } from '../../lib/views/stats/totals.ts';
import type { DeviceContext } from '../context.ts';
import { rowsOf } from '../db/batch.ts';
import { type Account, accountStatement, noteSeen, requireAccess } from '../db/owned.ts';
import { computed } from '../db/rows.ts';
import { learnersDay } from '../learners-day.ts';
import { type Cached, readCached, writeCached } from '../view-cache.ts';
import { STATS_TOTALS } from './totals-sql.ts';

export interface Statistics {
  account: Account;
  stats: StatsView;
}

/** The totals as they were read last, for ranges that pages name. */
interface CachedTotals extends Cached {
  totals: StatsTotals;
  day: Day;
}

/** All that the totals depend on, but the clock. The first part names the shape of what is cached. */
const VERSION = `'2:' || u.epoch || ':' || u.head || ':' || u.week_starts_on || ':' || u.day_starts_at_minutes || ':' || u.time_zone`;

/** Ranges that a page links to. Others, and those of one plan, are not looked at often enough to cache. */
const pageRanges = ['30d', '12w', '12m', 'all'] as const;

/** Throws `device_revoked` for a device that was signed out. */
export async function readStats(ctx: DeviceContext, filter: StatsFilter): Promise<Statistics> {
  const name = cachedName(filter);
  const cached = name === null ? null : await readCached<CachedTotals>(ctx, name);
  const usable = cached && learnersDay(ctx, cached) === cached.day ? cached : null;
  const asking = accountStatement(ctx, {
    columns: computed<{ version: string; totals: string | null }>(
      `${VERSION} AS version, CASE WHEN ${VERSION} = ?3 THEN NULL ELSE ${STATS_TOTALS} END AS totals`,
    ),
    values: [usable?.version ?? '', ...bounds(ctx.now(), filter)],
  });
  const { version, totals: json, ...account } = requireAccess(await rowsOf(asking));
  await noteSeen(ctx, account);
  const day = learnersDay(ctx, account);
  // Null only where what is cached has this version.
  const totals = json === null ? usable!.totals : (JSON.parse(json) as StatsTotals);
  if (name !== null && usable?.version !== version) {
    const { time_zone, day_starts_at_minutes } = account;
    const entry = { version, totals, day, time_zone, day_starts_at_minutes };
    writeCached<CachedTotals>(ctx, entry, name);
  }
  return { account, stats: statsView(totals, day, account.week_starts_on, filter) };
}

/** Totals of all plans serve every grain. */
function cachedName({ range, plan, year }: StatsFilter): string | null {
  if (plan !== undefined || !pageRanges.some((each) => each === range)) return null;
  return year === undefined ? range : `${range}:${year}`;
}

/**
 * The zone and the first day of the week come with the answer, so the question must hold for all of them: for the days
 * that it may be anywhere (as in `daysThatMatter`), and weeks that begin on any day.
 */
function bounds(now: number, { range, plan, year }: StatsFilter): unknown[] {
  const today = dayAt(now, 0);
  const days = [-2, -1, 0, 1].map((count) => addDays(today, count));
  const cases = days.flatMap((day) => [0, 1, 2, 3, 4, 5, 6].map((start) => ({ day, start })));
  const asked = widest(cases.map(({ day, start }) => rangeOf(range, day, start)));
  const shown = widest(
    cases.map(({ day, start }) => {
      const { first, last } = calendarSpan(year, day, start);
      return { from: first, to: last };
    }),
  );
  const last = addDays(today, SCHEDULE_DAYS);
  return [asked.from, asked.to, plan ?? null, shown.from, shown.to, days[0], last];
}

function widest(ranges: DayRange[]): DayRange {
  const froms = ranges.map(({ from }) => from).sort();
  const tos = ranges.map(({ to }) => to).sort();
  return { from: froms[0] ?? '', to: tos.at(-1) ?? '' };
}
