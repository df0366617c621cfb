import {
  type Schedule,
  START_EASE,
  scheduleBounds,
  scheduleFields,
} from '../../../src/lib/reviews/sm2.ts';
import type { ReviewData } from '../../../src/lib/wire/records.ts';
import { type Database, statement } from '../home/sqlite.ts';

export interface ReviewRow extends Omit<ReviewData, 'before'>, Schedule {
  id: string;
}

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
  const rows = db.prepare('SELECT * FROM reviews ORDER BY reviewed_at, id').all();
  return (rows as unknown as ReviewRow[]).map((row) => ({ id: row.id, ...readReview(row) }));
}

export function writeReview(db: Database, id: string, data: ReviewData): void {
  const { before } = data;
  statement(
    db,
    `INSERT OR REPLACE INTO reviews (id, card_id, plan_id, rating, reviewed_at, utc_offset_minutes, day,
       ${scheduleFields.join(', ')}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    id,
    data.card_id,
    data.plan_id,
    data.rating,
    data.reviewed_at,
    data.utc_offset_minutes,
    data.day,
    ...scheduleFields.map((name) => before[name]),
  );
}

/** Those of one card. */
export function reviewsOf(db: Database, cardId: string): Review[] {
  const rows = statement(db, 'SELECT * FROM reviews WHERE card_id = ?').all(cardId);
  return (rows as unknown as ReviewRow[]).map((row) => ({ id: row.id, ...readReview(row) }));
}

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
