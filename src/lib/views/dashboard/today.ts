/** What the dashboard says, made of the totals that the database keeps. */
import type { Day } from '../../time/days.ts';
import { type WeekProgress, weekOf, weekProgress } from '../../time/week.ts';
import { byMinutes, type Heatmap, heatmap, pastYear } from '../heatmap.ts';
import { type Streaks, streaks } from '../streaks.ts';
import { type DayTotal, dayTotals } from '../year-totals.ts';
import { type PlanCard, planCards } from './plan-cards.ts';
import { type RecentSession, recentSessions } from './recent-sessions.ts';
import type { Totals } from './totals.ts';

/** What the learner's settings say about days and weeks. */
export interface Calendar {
  week_starts_on: number;
  day_starts_at_minutes: number;
  weekly_goal_minutes: number | null;
}

export interface Today {
  day: Day;
  /** When the next day begins, in minutes after midnight. */
  dayEndsAtMinutes: number;
  /** All finished sessions, ever. */
  total: DayTotal;
  streaks: Streaks;
  week: {
    minutes: number;
    goalMinutes: number | null;
    progress: WeekProgress | null;
    /** Seven, from the first day of the learner's week; those to come are empty. */
    days: (DayTotal & { day: Day })[];
  };
  cards: { due: number; all: number };
  /** All but the archived: in progress first, the one worked on last at the top. */
  plans: PlanCard[];
  year: Heatmap;
  /** The last sessions, newest first. */
  sessions: RecentSession[];
}

/** A session that took no minute makes no day of a streak. */
function learnedDays(byDay: ReadonlyMap<Day, DayTotal>): Day[] {
  return [...byDay].flatMap(([day, { minutes }]) => (minutes > 0 ? [day] : []));
}

/** The dashboard on `day`, the learner's own. */
export function todayFrom(totals: Totals, day: Day, calendar: Calendar): Today {
  const byDay = dayTotals(totals.years);
  const week = weekOf(day, calendar.week_starts_on).map((weekday) => ({
    day: weekday,
    minutes: byDay.get(weekday)?.minutes ?? 0,
    sessions: byDay.get(weekday)?.sessions ?? 0,
  }));
  const weekMinutes = week.reduce((sum, total) => sum + total.minutes, 0);
  return {
    day,
    dayEndsAtMinutes: calendar.day_starts_at_minutes,
    total: {
      minutes: totals.plan_totals.reduce((sum, [, minutes]) => sum + minutes, 0),
      sessions: totals.plan_totals.reduce((sum, [, , sessions]) => sum + sessions, 0),
    },
    streaks: streaks(learnedDays(byDay), day),
    week: {
      minutes: weekMinutes,
      goalMinutes: calendar.weekly_goal_minutes,
      progress: weekProgress(weekMinutes, calendar.weekly_goal_minutes),
      days: week,
    },
    cards: {
      due: totals.due.reduce((sum, [due, cards]) => (due <= day ? sum + cards : sum), 0),
      all: totals.cards,
    },
    plans: planCards(totals, day).filter((plan) => plan.status !== 'archived'),
    year: heatmap(
      byDay,
      pastYear(day, calendar.week_starts_on),
      calendar.week_starts_on,
      byMinutes,
    ),
    sessions: recentSessions(totals),
  };
}
