/**
 * When a card comes back: SM-2 (P. A. Woźniak, 1990, https://super-memory.com/english/ol/sm2.htm) on ratings from 1 to 4,
 * as Samedi's first version has it, so that both give a card the same schedule.
 */
import { addDays, type Day } from '../time/days.ts';

/** 1 again, 2 hard, 3 good, 4 easy. */
export type Rating = 1 | 2 | 3 | 4;

/** The part of a card that reviews change. */
export interface Schedule {
  ease_factor: number;
  interval_days: number;
  /** Ratings of 3 or 4 in a row. */
  repetitions: number;
  next_review: Day;
  last_review: Day | null;
}

export const scheduleFields = [
  'ease_factor',
  'interval_days',
  'repetitions',
  'next_review',
  'last_review',
] as const satisfies readonly (keyof Schedule)[];

export const START_EASE = 2.5;
const LOWEST_EASE = 1.3;
/** The most that records allow. */
export const scheduleBounds = {
  ease_factor: 100,
  interval_days: 1_000_000,
  repetitions: 1_000_000,
} as const;
/** A century: an interval grows without end, a calendar of four-digit years does not. */
const LONGEST_INTERVAL_DAYS = 36_500;

/** The schedule of a card that nobody has rated yet: due on the day it is made. */
export function newSchedule(day: Day): Schedule {
  return {
    ease_factor: START_EASE,
    interval_days: 1,
    repetitions: 0,
    next_review: day,
    last_review: null,
  };
}

/** The schedule after rating a card on `day`. The interval grows by the ease from before this rating. */
export function schedule(
  card: Pick<Schedule, 'ease_factor' | 'interval_days' | 'repetitions'>,
  rating: Rating,
  day: Day,
): Schedule {
  const interval_days = rating < 3 ? 1 : grown(card);
  return {
    ease_factor: eased(card.ease_factor, rating),
    interval_days,
    repetitions: rating < 3 ? 0 : Math.min(card.repetitions + 1, scheduleBounds.repetitions),
    next_review: addDays(day, interval_days),
    last_review: day,
  };
}

function grown({
  ease_factor,
  interval_days,
  repetitions,
}: Pick<Schedule, 'ease_factor' | 'interval_days' | 'repetitions'>): number {
  if (repetitions === 0) return 1;
  if (repetitions === 1) return 6;
  const next = Math.floor(exact(interval_days * ease_factor));
  return Math.min(Math.max(next, 1), LONGEST_INTERVAL_DAYS);
}

function eased(ease: number, rating: Rating): number {
  const short = 3 - rating;
  const next = exact(ease + 0.1 - short * (0.08 + short * 0.02));
  return Math.min(Math.max(next, LOWEST_EASE), scheduleBounds.ease_factor);
}

/** Without the dust of binary fractions: 100 × 1.15 is 115, not 114.99999999999999. */
function exact(number: number): number {
  return Math.round(number * 1e6) / 1e6;
}
