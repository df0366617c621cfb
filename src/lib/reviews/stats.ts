/** How well cards are remembered: of the reviews by day that the server keeps as `review_days`, and a home counts. */
import type { Day } from '../time/days.ts';
import type { DayRange } from '../time/range.ts';
import type { Scale } from '../views/heatmap.ts';

/** Reviews of one day, and of one plan where they are counted by plan. */
export interface ReviewDay {
  day: Day;
  reviews: number;
  /** Those rated 3 or 4. */
  passed: number;
}

export interface ReviewStats {
  total: number;
  passed: number;
  /** Share of reviews rated 3 or 4, from 0 to 1; null without reviews. */
  retention: number | null;
  /** The days with reviews, all plans together, in calendar order. */
  days: ReviewDay[];
}

/** The reviews on the days of `range`. A day may come several times, once for each plan. */
export function reviewStats(days: Iterable<ReviewDay>, { from, to }: DayRange): ReviewStats {
  const byDay = new Map<Day, ReviewDay>();
  const sum = { total: 0, passed: 0 };
  for (const { day, reviews, passed } of days) {
    if (day < from || day > to) continue;
    const before = byDay.get(day) ?? { day, reviews: 0, passed: 0 };
    byDay.set(day, { day, reviews: before.reviews + reviews, passed: before.passed + passed });
    sum.total += reviews;
    sum.passed += passed;
  }
  return {
    ...sum,
    retention: sum.total === 0 ? null : sum.passed / sum.total,
    days: [...byDay.values()].sort((a, b) => (a.day < b.day ? -1 : 1)),
  };
}

/** What makes a day of a heatmap of reviews stronger than another. */
export const byReviews: Scale<ReviewDay> = {
  amountOf: ({ reviews }) => reviews,
  floors: [10, 20, 40],
  step: 5,
};
