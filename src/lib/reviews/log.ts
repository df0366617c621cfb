/**
 * A card's schedule follows from the log of its reviews. Whoever holds the same reviews comes to the same schedule, in
 * whatever order they arrived: docs/decisions/050-reviews-are-a-log.md.
 */
import { type Rating, type Schedule, schedule } from './sm2.ts';

/** What the schedule needs of a review. */
export interface LoggedReview {
  id: string;
  rating: Rating;
  /** Unix ms. */
  reviewed_at: number;
  day: string;
  before: Schedule;
}

/**
 * The schedule of a card with these reviews, in any order; null where there are none, and the card's own stands.
 *
 * It starts from what the earliest review found: whoever rates a card knowing other reviews of it writes a later time
 * (`reviewTime`), so the earliest one knew of none.
 */
export function scheduleFrom(reviews: readonly LoggedReview[]): Schedule | null {
  const log = [...reviews].sort(inOrder);
  const first = log[0];
  if (!first) return null;
  return log.reduce((before, { rating, day }) => schedule(before, rating, day), first.before);
}

/** When a review counts as made, Unix ms: now, but later than every review of the card that is known. */
export function reviewTime(
  now: number,
  known: Iterable<Pick<LoggedReview, 'reviewed_at'>>,
): number {
  let time = now;
  for (const { reviewed_at } of known) time = Math.max(time, reviewed_at + 1);
  return time;
}

/** Two reviews of one moment, made on two devices, have to stand in one order everywhere. */
function inOrder(a: LoggedReview, b: LoggedReview): number {
  return a.reviewed_at - b.reviewed_at || (a.id < b.id ? -1 : 1);
}
