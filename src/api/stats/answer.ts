/** The dashboard's numbers as the API tells them. Durations in minutes, times in Unix milliseconds, UTC. */

import { SamediError } from '../../lib/errors.ts';
import type { StatsQuery } from '../../lib/queries/filters.ts';
import type { Today } from '../../lib/views/dashboard/today.ts';
import { todayNumbers } from '../../lib/views/dashboard/today-numbers.ts';
import type { DeviceContext } from '../context.ts';
import { today as readToday } from '../dashboard/today.ts';
import { planAnswer } from '../plans/answer.ts';
import { readStats } from './read.ts';

/** Throws `not_found` where the learner has no such plan, whoever else may have it. */
export async function answerStats(ctx: DeviceContext, { range, plan }: StatsQuery) {
  const [dashboard, found] = await Promise.all([
    readToday(ctx),
    range === undefined && plan === undefined
      ? null
      : readStats(ctx, { range: range ?? 'week', plan }),
  ]);
  if (plan !== undefined && !found?.stats.plan) {
    throw new SamediError('not_found', 'There is no plan with this id.', {
      next: 'GET /api/plans lists those that there are.',
    });
  }
  return {
    ...statsAnswer(dashboard),
    ...(found && { range: { ...found.stats.numbers, reviews: found.stats.reviews } }),
  };
}

function statsAnswer({ today }: { today: Today }) {
  return {
    ...todayNumbers(today),
    plans: today.plans.map(planAnswer),
    /** The active days of the last year. */
    days: today.year.weeks
      .flat()
      .flatMap((each) => (each?.total ? [{ day: each.day, ...each.total }] : [])),
  };
}
