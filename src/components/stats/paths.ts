import { StatsFilter } from '../../lib/queries/filters.ts';

const defaults = StatsFilter.parse({});

/** The page of statistics, narrowed; what holds anyway is left out, so that one view has one address. */
export function statsPath({ range, plan, by, year }: Partial<StatsFilter>): string {
  const query = new URLSearchParams();
  if (range && range !== defaults.range) query.set('range', range);
  if (plan) query.set('plan', plan);
  if (by) query.set('by', by);
  if (year) query.set('year', year);
  return query.size === 0 ? '/stats' : `/stats?${query}`;
}
