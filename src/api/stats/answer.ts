/** The dashboard's numbers as the API tells them. Durations in minutes, times in Unix milliseconds, UTC. */
import type { Today } from '../../lib/dashboard/today.ts';
import { planAnswer } from '../plans/answer.ts';

export function statsAnswer({ today }: { today: Today }) {
  const { streaks, week } = today;
  return {
    /** The learner's. */
    day: today.day,
    total: today.total,
    streak: {
      current: streaks.current,
      longest: streaks.longest,
      active_today: streaks.activeToday,
      last_day: streaks.lastDay,
    },
    week: { minutes: week.minutes, goal_minutes: week.goalMinutes, days: week.days },
    cards: today.cards,
    plans: today.plans.map(planAnswer),
    /** The active days of the last year. */
    days: today.year.weeks
      .flat()
      .flatMap((each) => (each?.total ? [{ day: each.day, ...each.total }] : [])),
  };
}
