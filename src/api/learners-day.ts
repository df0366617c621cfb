/** The day it is where the learner is, and what can be asked before that is known. */
import { addDays, type Day, dayAt, dayIn } from '../lib/time/days.ts';
import { PACE_DAYS } from '../lib/views/pace.ts';
import type { Context } from './context.ts';
import type { Account } from './db/owned.ts';

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
