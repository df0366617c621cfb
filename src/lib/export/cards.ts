/**
 * All cards as JSON, a line each, so that two exports can be compared by any tool. The server and the CLI print it with
 * this, of the same data the same bytes.
 */
import type { CardData } from '../wire/records.ts';

export interface ExportedCard extends CardData {
  id: string;
}

export const CARDS_HEAD = '{"cards":[';
export const CARDS_TAIL = '\n]}\n';

/** Everything between head and tail goes by this. `isFirst` of all cards, not of a page. */
export function printCard(card: ExportedCard, isFirst: boolean): string {
  const { id, plan_id, chunk_id, question, answer, tags, created_at } = card;
  const { ease_factor, interval_days, repetitions, next_review, last_review } = card;
  const fields = {
    ...{ id, plan_id, chunk_id, question, answer, tags, created_at },
    ...{ ease_factor, interval_days, repetitions, next_review, last_review },
  };
  return `${isFirst ? '' : ','}\n${JSON.stringify(fields)}`;
}
