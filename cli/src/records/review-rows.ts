/** Reviews between the database's rows and the wire's fields, and the schedules that follow from them. */
import { randomUUID } from 'node:crypto';
import { SamediError } from '../../../src/lib/errors.ts';
import { reviewTime, scheduleFrom } from '../../../src/lib/reviews/log.ts';
import {
  type Rating,
  type Schedule,
  START_EASE,
  scheduleBounds,
  scheduleFields,
} from '../../../src/lib/reviews/sm2.ts';
import type { CardData, ReviewData } from '../../../src/lib/wire/records.ts';
import { dayOfStart } from '../arguments/when.ts';
import type { Home } from '../home/home.ts';
import { type Database, statement } from '../home/sqlite.ts';
import type { HomeSettings } from '../settings/settings.ts';
import { type CardRow, readCard } from './card-rows.ts';

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

/** Rates a card, within the caller's transaction: one review more, and the schedule that follows. Returns the card. */
export function rate(
  db: Database,
  settings: Pick<HomeSettings, 'timeZone' | 'dayStartsAtMinutes'>,
  card: CardData & { id: string },
  { rating, now }: { rating: Rating; now: number },
): CardData & { id: string } {
  const { utc_offset_minutes, day } = dayOfStart(now, settings);
  const { id: card_id, plan_id } = card;
  const before = scheduleOf(card);
  const reviewed_at = reviewTime(now, reviewsOf(db, card_id));
  const data = { card_id, plan_id, rating, reviewed_at, utc_offset_minutes, day, before };
  writeReview(db, randomUUID(), data);
  reschedule(db, card_id);
  return { ...card, ...scheduleFrom(reviewsOf(db, card_id)) };
}

/** When the card was last rated, Unix ms; null where the log has nothing of it. */
export function lastRatedAt(db: Database, cardId: string): number | null {
  const times = reviewsOf(db, cardId).map(({ reviewed_at }) => reviewed_at);
  return times.length === 0 ? null : Math.max(...times);
}

/** As `rate`, for the card as it is stored now; nothing happens where it is gone, as after a sync in the background. */
export function rateStored(home: Home, cardId: string, how: { rating: Rating; now: number }): void {
  const row = statement(home.db, 'SELECT * FROM cards WHERE id = ?').get(cardId);
  if (!row) return;
  const card = { id: cardId, ...readCard(row as unknown as CardRow) };
  rate(home.db, home.settings, card, how);
}

/** Gives a card the schedule that follows from its reviews, where it has another. Returns whether it had. */
export function reschedule(db: Database, cardId: string): boolean {
  const row = statement(db, 'SELECT * FROM cards WHERE id = ?').get(cardId);
  const next = scheduleFrom(reviewsOf(db, cardId));
  if (!row || !next || hasSchedule(row as unknown as CardRow, next)) return false;
  statement(
    db,
    `UPDATE cards SET ${scheduleFields.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`,
  ).run(...scheduleFields.map((name) => next[name]), cardId);
  return true;
}

function reviewsOf(db: Database, cardId: string): Review[] {
  const rows = statement(db, 'SELECT * FROM reviews WHERE card_id = ?').all(cardId);
  return (rows as unknown as ReviewRow[]).map((row) => ({ id: row.id, ...readReview(row) }));
}

function hasSchedule(row: CardRow, schedule: Schedule): boolean {
  try {
    const card = readCard(row);
    return scheduleFields.every((name) => card[name] === schedule[name]);
  } catch (error) {
    if (error instanceof SamediError) return true; // One that cannot be read is left alone.
    throw error;
  }
}

/**
 * What a row says, moved into what a record may hold: the first version checked nothing, and a
 * review that the server never took would count here alone.
 */
function scheduleOf({ next_review, last_review, ...fields }: Schedule): Schedule {
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
