/** The dashboard's numbers as the API and `samedi stats --json` tell them. */
import type { Today } from './today.ts';

/** Durations in minutes; `day` is the learner's. */
export function todayNumbers({ day, total, streaks, week, cards }: Today) {
  return {
    day,
    total,
    streaks: {
      current: streaks.current,
      longest: streaks.longest,
      active_today: streaks.activeToday,
      last_day: streaks.lastDay,
    },
    week: { minutes: week.minutes, goal_minutes: week.goalMinutes, days: week.days },
    cards,
  };
}
