/** Cards' schedules: what their reviews add up to. */
import { randomUUID } from 'node:crypto';
import { SamediError } from '../../../src/lib/errors.ts';
import { reviewTime, scheduleFrom } from '../../../src/lib/reviews/log.ts';
import { type Rating, type Schedule, scheduleFields } from '../../../src/lib/reviews/sm2.ts';
import type { CardData } from '../../../src/lib/wire/records.ts';
import { dayOfStart } from '../arguments/when.ts';
import type { Home } from '../home/home.ts';
import { type Database, statement } from '../home/sqlite.ts';
import type { HomeSettings } from '../settings/settings.ts';
import { type CardRow, cardRow, readCard } from './card-rows.ts';
import { reviewsOf, scheduleOf, writeReview } from './review-rows.ts';

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
  const row = cardRow(home.db, cardId);
  if (!row) return;
  const card = { id: cardId, ...readCard(row) };
  rate(home.db, home.settings, card, how);
}

/** Gives a card the schedule that follows from its reviews, where it has another. Returns whether it had. */
export function reschedule(db: Database, cardId: string): boolean {
  const row = cardRow(db, cardId);
  const next = scheduleFrom(reviewsOf(db, cardId));
  if (!row || !next || hasSchedule(row, next)) return false;
  statement(
    db,
    `UPDATE cards SET ${scheduleFields.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`,
  ).run(...scheduleFields.map((name) => next[name]), cardId);
  return true;
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
