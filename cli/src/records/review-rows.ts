/** Reviews between the database's rows and the wire's fields. */
import { type Schedule, START_EASE, scheduleBounds } from '../../../src/lib/reviews/sm2.ts';
import type { ReviewData } from '../../../src/lib/wire/records.ts';
import { put, select } from '../home/rows.ts';
import type { Row } from '../home/schema/table.ts';
import { reviews } from '../home/schema/tables.ts';
import type { Database } from '../home/sqlite.ts';

export type ReviewRow = Row<typeof reviews>;

export interface Review extends ReviewData {
  id: string;
}

export function readReview(row: ReviewRow): ReviewData {
  const { card_id, plan_id, rating, reviewed_at, utc_offset_minutes, day } = row;
  const before = scheduleOf(row);
  return { card_id, plan_id, rating, reviewed_at, utc_offset_minutes, day, before };
}

/** All, in the order in which they were made. */
export function allReviews(db: Database): Review[] {
  return select(db, reviews, 'ORDER BY reviewed_at, id').all().map(withId);
}

export function writeReview(db: Database, id: string, data: ReviewData): void {
  const { before, ...rating } = data;
  put(db, reviews, { id, ...rating, ...before });
}

/** Those of one card. */
export function reviewsOf(db: Database, cardId: string): Review[] {
  return select(db, reviews, 'WHERE card_id = ?').all(cardId).map(withId);
}

const withId = (row: ReviewRow): Review => ({ id: row.id, ...readReview(row) });

/**
 * What a row says, moved into what a record may hold: the first version checked nothing, and a
 * review that the server never took would count here alone.
 */
export function scheduleOf({ next_review, last_review, ...fields }: Schedule): Schedule {
  const within = (name: keyof typeof scheduleBounds, otherwise: number) => {
    const number = Number(fields[name]);
    return Number.isNaN(number) ? otherwise : Math.min(Math.max(number, 0), scheduleBounds[name]);
  };
  return {
    ease_factor: within('ease_factor', START_EASE),
    interval_days: Math.floor(within('interval_days', 1)),
    repetitions: Math.floor(within('repetitions', 0)),
    next_review,
    last_review,
  };
}
