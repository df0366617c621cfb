/** Cards between the database's rows and the wire's fields. */
import { readFirstVersionTime, writeTime } from '../../../src/lib/time/first-version-times.ts';
import type { CardData } from '../../../src/lib/wire/records.ts';
import { put, select } from '../home/rows.ts';
import type { Row } from '../home/schema/table.ts';
import { cards } from '../home/schema/tables.ts';
import type { Database } from '../home/sqlite.ts';
import { readDay, readList } from './first-version-texts.ts';

export type CardRow = Row<typeof cards>;

export interface Card extends CardData {
  id: string;
}

/** The card as it is stored. */
export function cardRow(db: Database, id: string): CardRow | undefined {
  return select(db, cards, 'WHERE id = ?').get(id);
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
  put(db, cards, {
    id,
    plan_id: data.plan_id,
    chunk_id: data.chunk_id,
    question: data.question,
    answer: data.answer,
    tags: JSON.stringify(data.tags),
    created_at: writeTime(data.created_at, 0),
    ease_factor: data.ease_factor,
    interval_days: data.interval_days,
    repetitions: data.repetitions,
    next_review: data.next_review,
    last_review: data.last_review,
  });
}
