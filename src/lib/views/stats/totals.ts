/** What the statistics are made of: totals that the database keeps, never the records. Times in Unix milliseconds. */
import type { Day } from '../../time/days.ts';
import type { PlanName } from '../session-page.ts';
import type { YearTotals } from '../year-totals.ts';
import type { Stretches } from './stretches.ts';

/** Finished sessions of a day and plan. */
export type PlanDay = readonly [
  day: Day,
  planId: string,
  minutes: number,
  sessions: number,
  stretches: Stretches,
];

/** Reviews of a day and plan. */
export type ReviewTotal = readonly [day: Day, planId: string, reviews: number, passed: number];

export interface StatsPlan extends PlanName {
  tags: string[];
}

export interface StatsTotals {
  /** All that the learner has, archived ones, too. */
  plans: StatsPlan[];
  /** Of the days asked for, and possibly a few more. */
  days: PlanDay[];
  /** All plans together, of all time. */
  years: YearTotals[];
  /** The days of the calendar where it is of one plan alone; null where it is of all. */
  calendar: (readonly [day: Day, minutes: number, sessions: number])[] | null;
  card_counts: (readonly [planId: string, fresh: number, learning: number, mature: number])[];
  /** Of the days asked for, and possibly a few more. */
  reviews: ReviewTotal[];
  /** Of the days of the calendar; of one plan alone where it is of one. */
  review_calendar: ReviewTotal[];
  /** By the day on which cards come due; all that are overdue may stand under one day. */
  due: (readonly [day: Day, planId: string, cards: number])[];
}
