/** A card as files hold it, whatever their form. */
import { SamediError } from '../errors.ts';
import type { Schedule } from '../reviews/sm2.ts';

export interface CardText {
  /** Its id in the file; null where the file does not say. Only exports of Samedi have the record's own. */
  id: string | null;
  question: string;
  answer: string;
  tags: string[];
  /** The chunk it is from: `Chunk 3`, or a chunk's id; null where the file does not say. */
  source: string | null;
  /** Unix milliseconds; null where the file does not say. */
  createdAt: number | null;
  /** Null for a card that was never scheduled. */
  schedule: Schedule | null;
}

/** A card with its texts, and nothing else known. */
export function plainCard(
  card: Pick<CardText, 'question' | 'answer'> & Partial<CardText>,
): CardText {
  return { id: null, tags: [], source: null, createdAt: null, schedule: null, ...card };
}

/** A text without blanks around it, its lines ended by `\n`. */
export function tidyText(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim();
}

/** What cannot be read of a file of cards: where, why, and what to do about it. */
export class CardsInvalid extends SamediError {
  readonly line: number;
  readonly reason: string;

  constructor(line: number, reason: string, next: string) {
    super('cards_file_invalid', `line ${line}: ${reason}`, { next });
    this.line = line;
    this.reason = reason;
  }
}

export function invalidCards(line: number, reason: string, next: string): CardsInvalid {
  return new CardsInvalid(line, reason, next);
}
