/** What a file of cards was read as: its cards, what had to be left out, and what was guessed or stays behind. */
import type { Remark } from '../text/remark.ts';
import { CardsInvalid, type CardText, tidyText } from './card.ts';

/** What is left out: as long as there is any, a deck is not taken whole. */
export interface LeftOut extends Remark {
  next: string;
}

export interface FoundCard {
  line: number;
  card: CardText;
}

export interface Deck {
  cards: readonly FoundCard[];
  left: readonly LeftOut[];
  noted: readonly Remark[];
}

const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;

/** Whether an id is a record's own, as our exports have it; any other is an id in its file alone. */
export function isRecordId(id: string | null): boolean {
  return id !== null && uuid.test(id);
}

/** A deck while it is read. What is wrong with a card leaves out that card, and the rest goes on. */
export class DeckReader implements Deck {
  readonly cards: FoundCard[] = [];
  readonly left: LeftOut[] = [];
  readonly noted: Remark[] = [];
  readonly #lineOf = new Map<string, number>();

  /** Adds a card, unless it has no question, no answer, or an id that an earlier one has. */
  add(line: number, card: CardText): void {
    const earlier = card.id === null ? undefined : this.#lineOf.get(card.id);
    if (earlier !== undefined) {
      const next = 'Give one of the two another id.';
      this.leave(line, `the id ${card.id} is taken by line ${earlier}.`, next);
      return;
    }
    if (card.id !== null) this.#lineOf.set(card.id, line);
    if (tidyText(card.question) === '') {
      this.leave(line, 'there is no question.', 'Write one.');
      return;
    }
    // A card of Samedi's own may have none, and comes back as it went.
    if (tidyText(card.answer) === '' && !isRecordId(card.id)) {
      this.leave(line, 'there is no answer.', 'Write one.');
      return;
    }
    this.cards.push({ line, card });
  }

  leave(line: number, text: string, next: string): void {
    this.left.push({ line, text, next });
  }

  note(line: number, text: string): void {
    this.noted.push({ line, text });
  }

  /** Does `work`, which may throw that a card cannot be read. */
  attempt(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof CardsInvalid)) throw error;
      this.leave(error.line, error.reason, error.next ?? '');
    }
  }

  /** Notes lines that are text of the file's own, and no card's. */
  noteText(lines: readonly number[]): void {
    const [first] = lines;
    if (first === undefined) return;
    const many = lines.length > 1;
    const what = many ? `${lines.length} lines are no card's and stay` : "is no card's and stays";
    this.note(first, `${what} in the file${many ? ` (${ranges(lines)})` : ''}.`);
  }
}

/** `3–9, 12` of numbers that grow; the first few of them. */
function ranges(numbers: readonly number[]): string {
  const found: [first: number, last: number][] = [];
  for (const number of numbers) {
    const last = found.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else found.push([number, number]);
  }
  const some = found.slice(0, 8).map(([a, b]) => (a === b ? `${a}` : `${a}–${b}`));
  return found.length > 8 ? `${some.join(', ')}, …` : some.join(', ');
}
