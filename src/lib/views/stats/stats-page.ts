/** What the page of statistics shows, made of the totals that the database keeps. */

import type { StatsFilter } from '../../queries/filters.ts';
import { byReviews, type ReviewDay, type ReviewStats, reviewStats } from '../../reviews/stats.ts';
import { type Day, isDay } from '../../time/days.ts';
import { type DayRange, readRange } from '../../time/range.ts';
import { planColors } from '../dashboard/plan-cards.ts';
import { byMinutes, type Heatmap, heatmap, pastYear, type Span } from '../heatmap.ts';
import { type DayTotal, dayTotals } from '../year-totals.ts';
import { type Bars, barsOf, bestGrain, type Grain, grainsOf } from './bars.ts';
import { type Breakdown, breakdown } from './breakdown.ts';
import { type CardSchedule, cardSchedule } from './card-schedule.ts';
import type { PlanDay, ReviewTotal, StatsPlan, StatsTotals } from './totals.ts';

export interface ShownPlan {
  id: string;
  /** Null where the plan was deleted, as is the colour. */
  title: string | null;
  color: number | null;
}

export interface StatsView {
  /** The learner's. */
  day: Day;
  weekStartsOn: number;
  /** Those that there is something to say about, and all that the learner has. */
  plans: Map<string, ShownPlan>;
  /** The one that all is narrowed to. */
  plan: ShownPlan | null;
  numbers: Breakdown;
  bars: Bars;
  /** What the bars may stand for. */
  grains: Grain[];
  calendar: Heatmap;
  /** Those with learning, newest first. */
  years: string[];
  cards: CardSchedule;
  /** Of the range. */
  reviews: ReviewStats;
  /** Of the days of the calendar. */
  reviewCalendar: Heatmap<ReviewDay>;
}

/** Throws RangeError on a range that `StatsFilter` does not let through. */
export function statsView(
  totals: StatsTotals,
  day: Day,
  weekStartsOn: number,
  filter: StatsFilter,
): StatsView {
  const plans = shownPlans(totals);
  const plan = plans.get(filter.plan ?? '') ?? null;
  const rows = plan ? totals.days.filter(([, planId]) => planId === plan.id) : totals.days;
  const asked = rangeOf(filter.range, day, weekStartsOn);
  const range = withoutEmptyStart(asked, rows);
  const grains = grainsOf(range);
  const grain = filter.by && grains.includes(filter.by) ? filter.by : bestGrain(range);
  const byDay = dayTotals(totals.years);
  const span = calendarSpan(filter.year, day, weekStartsOn);
  return {
    day,
    weekStartsOn,
    plans,
    plan,
    numbers: breakdown(rows, asked, totals.plans),
    bars: barsOf(rows, range, grain, weekStartsOn),
    grains,
    calendar: heatmap(
      totals.calendar ? calendarDays(totals.calendar) : byDay,
      span,
      weekStartsOn,
      byMinutes,
    ),
    years: [...new Set([...byDay.keys()].map((each) => each.slice(0, 4)))].sort().reverse(),
    cards: cardSchedule(totals, day, plan?.id),
    reviews: reviewStats(reviewDays(totals.reviews, plan), asked),
    reviewCalendar: heatmap(
      new Map(
        reviewStats(reviewDays(totals.review_calendar, plan), whole(span)).days.map(byItsDay),
      ),
      span,
      weekStartsOn,
      byReviews,
    ),
  };
}

export function rangeOf(text: string, day: Day, weekStartsOn: number): DayRange {
  const range = readRange(text, day, weekStartsOn);
  if (!range) throw new RangeError(`not a range of days: ${text}`);
  return range;
}

/** The days of the calendar: of a year as far as it has come, or the past one. */
export function calendarSpan(year: string | undefined, today: Day, weekStartsOn: number): Span {
  if (!year) return pastYear(today, weekStartsOn);
  const last = `${year}-12-31`;
  return {
    first: `${year}-01-01`,
    last: today.startsWith(year) && today < last ? today : last,
  };
}

/** `all` begins before there were calendars; its bars begin with the first day of learning. */
function withoutEmptyStart(range: DayRange, rows: readonly PlanDay[]): DayRange {
  if (range.from > '0000-01-01') return range;
  const [from = range.to] = rows.map(([day]) => day).sort();
  if (from > range.to) return { from: range.to, to: range.to };
  return { ...range, from };
}

function reviewDays(rows: readonly ReviewTotal[], plan: ShownPlan | null): ReviewDay[] {
  return rows
    .filter(([, planId]) => plan === null || planId === plan.id)
    .map(([day, , reviews, passed]) => ({ day, reviews, passed }));
}

const whole = ({ first, last }: Span): DayRange => ({ from: first, to: last });
const byItsDay = (each: ReviewDay) => [each.day, each] as const;

function calendarDays(days: NonNullable<StatsTotals['calendar']>): Map<Day, DayTotal> {
  return new Map(
    days
      .filter(([day]) => isDay(day))
      .map(([day, minutes, sessions]) => [day, { minutes, sessions }]),
  );
}

function shownPlans({ plans, days, card_counts }: StatsTotals): Map<string, ShownPlan> {
  const colors = planColors(plans);
  const byId = new Map<string, StatsPlan>(plans.map((plan) => [plan.id, plan]));
  const counted = [...days.map(([, id]) => id), ...card_counts.map(([id]) => id)];
  return new Map(
    [...new Set([...byId.keys(), ...counted])].map((id) => [
      id,
      { id, title: byId.get(id)?.title ?? null, color: colors.get(id) ?? null },
    ]),
  );
}
