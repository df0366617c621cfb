/** Taking in a file of cards: each once, however often the file comes, and on whichever device. */
import { createHash } from 'node:crypto';
import { ankiTag } from '../../../src/lib/cards/anki.ts';
import { type CardText, tidyText } from '../../../src/lib/cards/card.ts';
import type { Plan } from '../../../src/lib/plan/plan-file.ts';
import type { Day } from '../../../src/lib/time/days.ts';
import type { CardData } from '../../../src/lib/wire/records.ts';
import type { Home } from '../home/home.ts';
import { allCards } from './card-deck.ts';
import { type Card, writeCard } from './card-rows.ts';
import { cardDataOf } from './card-texts.ts';

export interface Imported {
  added: number;
  changed: number;
  unchanged: number;
}

/**
 * Adds the cards that the plan does not have. One with the same id gets the file's texts and tags, and keeps its
 * schedule: what was reviewed since counts. To be called in a transaction. Throws `invalid_record`.
 */
export function importCards(
  home: Home,
  plan: Plan,
  texts: readonly CardText[],
  when: { now: number; day: Day },
): Imported {
  const there = new Known(allCards(home, plan.id));
  const taken = home.db.prepare('SELECT 1 FROM cards WHERE id = ?');
  const count: Imported = { added: 0, changed: 0, unchanged: 0 };
  for (const text of texts) {
    const data = cardDataOf(text, { plan, ...when });
    const known = there.find(plan.id, text, data);
    if (!known) {
      const isFree = text.id !== null && isUuid(text.id) && !taken.get(text.id);
      const id = isFree ? (text.id as string) : idFor(plan.id, text);
      store(home, there, { id, ...data });
      count.added += 1;
    } else if (saysOther(known, data)) {
      const { question, answer } = data;
      const tags = data.tags.length > 0 ? data.tags : known.tags;
      store(home, there, { ...known, question, answer, tags });
      count.changed += 1;
    } else count.unchanged += 1;
  }
  return count;
}

class Known {
  readonly #byId = new Map<string, Card>();
  readonly #byText = new Map<string, Card>();

  constructor(cards: readonly Card[]) {
    for (const card of cards) this.add(card);
  }

  add(card: Card): void {
    this.#byId.set(card.id, card);
    this.#byText.set(textKey(card), card);
  }

  find(planId: string, text: CardText, data: CardData): Card | undefined {
    const byOwnId = text.id === null ? undefined : this.#byId.get(text.id);
    return byOwnId ?? this.#byId.get(idFor(planId, text)) ?? this.#byText.get(textKey(data));
  }
}

function store(home: Home, there: Known, card: Card): void {
  const { id, ...data } = card;
  writeCard(home.db, id, data);
  there.add(card);
}

/** A form without tags takes none away, and Anki's cannot have spaces in them. */
function saysOther(known: Card, data: CardData): boolean {
  const tags = (list: readonly string[]) => JSON.stringify(list.map(ankiTag));
  return (
    textKey(known) !== textKey(data) ||
    (data.tags.length > 0 && tags(known.tags) !== tags(data.tags))
  );
}

function textKey({ question, answer }: Pick<CardData, 'question' | 'answer'>): string {
  return JSON.stringify([tidyText(question), tidyText(answer)]);
}

function isUuid(id: string): boolean {
  return /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(id);
}

/**
 * The same for the same card of a file on every device, so that importing it on two of them makes no second one. An id
 * such as `card-001` is unique in its file alone, so it is mixed with the plan's.
 */
function idFor(planId: string, { id, question, answer }: CardText): string {
  const name = id === null ? [planId, tidyText(question), tidyText(answer)] : [planId, id];
  const hex = createHash('sha256').update(JSON.stringify(name)).digest('hex');
  // Version 8 is for ids made in ways of one's own: RFC 9562, section 5.8.
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
