/** Cards between the database's rows and the wire's fields. */
import { readFirstVersionTime, writeTime } from '../../../src/lib/time/first-version-times.ts';
import type { CardData } from '../../../src/lib/wire/records.ts';
import { type Database, statement } from '../home/sqlite.ts';
import { readDay, readList } from './first-version-texts.ts';

export interface CardRow {
  id: string;
  plan_id: string;
  chunk_id: string | null;
  question: string;
  answer: string;
  tags: string | null;
  created_at: string;
  ease_factor: number | null;
  interval_days: number | null;
  repetitions: number | null;
  next_review: string;
  last_review: string | null;
}

export interface Card extends CardData {
  id: string;
}

/** A card's fields. Throws `invalid_record` where a time or a date cannot be read. */
export function readCard(row: CardRow): CardData {
  return {
    plan_id: row.plan_id,
    chunk_id: row.chunk_id || null,
    question: row.question,
    answer: row.answer,
    tags: readList(row.tags),
    created_at: readFirstVersionTime(row.created_at).ms,
    ease_factor: row.ease_factor ?? 2.5,
    interval_days: row.interval_days ?? 1,
    repetitions: row.repetitions ?? 0,
    next_review: readDay(row.next_review),
    last_review: row.last_review ? readDay(row.last_review) : null,
  };
}

/** Stores a card as the first version would. */
export function writeCard(db: Database, id: string, data: CardData): void {
  statement(
    db,
    `INSERT INTO cards (id, plan_id, chunk_id, question, answer, tags, created_at, ease_factor, interval_days, repetitions, next_review, last_review)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET plan_id = excluded.plan_id, chunk_id = excluded.chunk_id, question = excluded.question,
       answer = excluded.answer, tags = excluded.tags, created_at = excluded.created_at, ease_factor = excluded.ease_factor,
       interval_days = excluded.interval_days, repetitions = excluded.repetitions, next_review = excluded.next_review,
       last_review = excluded.last_review`,
  ).run(
    id,
    data.plan_id,
    data.chunk_id,
    data.question,
    data.answer,
    JSON.stringify(data.tags),
    writeTime(data.created_at, 0),
    data.ease_factor,
    data.interval_days,
    data.repetitions,
    data.next_review,
    data.last_review,
  );
}
