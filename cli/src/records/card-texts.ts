/** Cards between their files' form and records. */
import { type CardText, tidyText } from '../../../src/lib/cards/card.ts';
import { SamediError } from '../../../src/lib/errors.ts';
import type { Plan } from '../../../src/lib/plan/plan-file.ts';
import { newSchedule } from '../../../src/lib/reviews/sm2.ts';
import type { Day } from '../../../src/lib/time/days.ts';
import type { CardData } from '../../../src/lib/wire/records.ts';
import type { Card } from './card-rows.ts';

interface Surroundings {
  plan: Plan;
  /** Unix ms. */
  now: number;
  /** The learner's, on which new cards are due. */
  day: Day;
}

/** Characters of a text, and tags of a card: what records allow. */
const LONGEST_TEXT = 65_536;
const LONGEST_TAG = 200;
const MOST_TAGS = 200;

type Texts = Pick<CardText, 'question' | 'answer' | 'tags'>;

/** What is on a card, as records hold it. Throws `invalid_record` where it is empty or too large. */
export function tidyCard(card: Texts): Texts {
  const question = tidyText(card.question);
  const answer = tidyText(card.answer);
  const tags = card.tags.map((tag) => tag.trim()).filter(Boolean);
  if (question === '') throw invalid('A card has no question.', 'Write one.');
  if (Math.max(question.length, answer.length) > LONGEST_TEXT) {
    const start = question.slice(0, 40);
    throw invalid(`The card "${start}…" is too long.`, `${LONGEST_TEXT} characters are allowed.`);
  }
  if (tags.length > MOST_TAGS || tags.some((tag) => tag.length > LONGEST_TAG)) {
    throw invalid(
      `The card "${question.slice(0, 40)}" has too many tags, or too long ones.`,
      `${MOST_TAGS} tags of ${LONGEST_TAG} characters are allowed.`,
    );
  }
  return { question, answer, tags };
}

/** A new record. Throws `invalid_record`, as `tidyCard` does. */
export function cardDataOf(card: CardText, { plan, now, day }: Surroundings): CardData {
  return {
    plan_id: plan.id,
    chunk_id: chunkOf(plan, card.source),
    ...tidyCard(card),
    created_at: card.createdAt ?? now,
    ...(card.schedule ?? newSchedule(day)),
  };
}

/** A record as files have it. */
export function cardTextOf(plan: Plan, card: Card): CardText {
  const { id, question, answer, tags, chunk_id, created_at } = card;
  const { ease_factor, interval_days, repetitions, next_review, last_review } = card;
  const chunk = plan.chunks.find((one) => one.id === chunk_id);
  const isOnly = plan.chunks.filter((one) => one.number === chunk?.number).length === 1;
  return {
    id,
    question,
    answer,
    tags,
    source: chunk && isOnly ? `Chunk ${chunk.number}` : chunk_id,
    createdAt: created_at,
    schedule: { ease_factor, interval_days, repetitions, next_review, last_review },
  };
}

/** The chunk by its id, or as `Chunk 3`; null where the plan has none such. */
function chunkOf(plan: Plan, source: string | null): string | null {
  const number = /^chunk (\d+)$/i.exec(source ?? '')?.[1];
  const found = plan.chunks.find(
    (chunk) => chunk.id === source || (number !== undefined && chunk.number === Number(number)),
  );
  return found?.id ?? null;
}

function invalid(message: string, next: string): SamediError {
  return new SamediError('invalid_record', message, { next });
}
