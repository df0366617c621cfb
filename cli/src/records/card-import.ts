/** Taking in a file of cards: each once, however often the file comes, and on whichever device. */
import { createHash } from 'node:crypto';
import { ankiTag } from '../../../src/lib/cards/anki.ts';
import { type CardText, tidyText } from '../../../src/lib/cards/card.ts';
import { type Deck, isRecordId, type LeftOut } from '../../../src/lib/cards/deck.ts';
import { SamediError } from '../../../src/lib/errors.ts';
import type { Plan } from '../../../src/lib/plan/plan-file.ts';
import type { Remark } from '../../../src/lib/text/remark.ts';
import type { Day } from '../../../src/lib/time/days.ts';
import type { CardData } from '../../../src/lib/wire/records.ts';
import type { Home } from '../home/home.ts';
import { allCards } from './card-deck.ts';
import { type Card, writeCard } from './card-rows.ts';
import { cardDataOf } from './card-texts.ts';

/** What importing a deck comes to, before anything of it is written. */
export interface Import {
  added: number;
  changed: number;
  unchanged: number;
  left: readonly LeftOut[];
  noted: readonly Remark[];
  cards: readonly Card[];
}

interface Options {
  plan: Plan;
  now: number;
  day: Day;
  /** Whether a card of the same id and answer takes another question from the file. */
  update: boolean;
}

/**
 * Adds the cards that the plan does not have. One that it has, by the record's id, or by the file's id and the
 * question, gets the file's texts and tags, and keeps its schedule: what was reviewed since counts.
 */
export function importOf(home: Home, deck: Deck, options: Options): Import {
  const there = new Known(options.plan.id, allCards(home, options.plan.id));
  const taken = home.db.prepare('SELECT 1 FROM cards WHERE id = ?');
  const left = [...deck.left];
  const noted = [...deck.noted];
  const cards = new Map<string, Card>();
  const count = { added: 0, changed: 0, unchanged: 0 };
  const take = (how: 'added' | 'changed', card: Card) => {
    count[how] += 1;
    cards.set(card.id, card);
    there.add(card);
  };
  for (const { line, card: text } of deck.cards) {
    const data = dataOf(text, line, options, left);
    if (!data) continue;
    const other = there.otherQuestion(text, data);
    if (other && !options.update) noted.push({ line, text: differs(text, other) });
    const known = other && options.update ? other : there.find(text, data);
    if (!known) {
      const own = isRecordId(text.id) && !taken.get(text.id) ? text.id : null;
      take('added', { id: own ?? idFor(options.plan.id, text.id, data), ...data });
    } else if (saysOther(known, data)) take('changed', withTexts(known, data));
    else count.unchanged += 1;
  }
  return { ...count, left, noted, cards: [...cards.values()] };
}

/** A form without tags takes none away. */
function withTexts(known: Card, { question, answer, tags }: CardData): Card {
  return { ...known, question, answer, tags: tags.length > 0 ? tags : known.tags };
}

/** To be called in a transaction. */
export function writeImport(home: Home, { cards }: Import): void {
  for (const { id, ...data } of cards) writeCard(home.db, id, data);
}

function dataOf(text: CardText, line: number, options: Options, left: LeftOut[]): CardData | null {
  try {
    return cardDataOf(text, options);
  } catch (error) {
    if (!(error instanceof SamediError)) throw error;
    left.push({ line, text: error.message, next: error.next ?? '' });
    return null;
  }
}

function differs({ id }: CardText, other: Card): string {
  const before = other.question.replace(/\s+/g, ' ').slice(0, 40);
  return `${id} was "${before}" before, so this is a card of its own. Where it is the same one, say --update.`;
}

class Known {
  readonly #planId: string;
  readonly #byId = new Map<string, Card>();
  readonly #byText = new Map<string, Card>();
  readonly #byAnswer = new Map<string, Card[]>();

  constructor(planId: string, cards: readonly Card[]) {
    this.#planId = planId;
    for (const card of cards) this.add(card);
  }

  add(card: Card): void {
    this.#byId.set(card.id, card);
    this.#byText.set(textKey(card), card);
    const alike = this.#byAnswer.get(tidyText(card.answer));
    if (alike) alike.push(card);
    else this.#byAnswer.set(tidyText(card.answer), [card]);
  }

  /** An id that a file gave says which card is meant only with the question: other files number theirs, too. */
  find({ id }: Pick<CardText, 'id'>, data: CardData): Card | undefined {
    const own = id === null ? undefined : this.#byId.get(id);
    if (own && (isRecordId(id) || asksAlike(own, data))) return own;
    const earlier = id === null ? undefined : this.#byId.get(earlierIdFor(this.#planId, id));
    if (earlier && asksAlike(earlier, data)) return earlier;
    return this.#byId.get(idFor(this.#planId, id, data)) ?? this.#byText.get(textKey(data));
  }

  /** A card that came with the same id and answer, and asks something else. */
  otherQuestion({ id }: Pick<CardText, 'id'>, data: CardData): Card | null {
    if (id === null || this.find({ id }, data)) return null;
    const numbered = this.#byId.get(id) ?? this.#byId.get(earlierIdFor(this.#planId, id));
    const alike = this.#byAnswer.get(tidyText(data.answer)) ?? [];
    return numbered ?? alike.find((card) => card.id === idFor(this.#planId, id, card)) ?? null;
  }
}

/** A form without tags takes none away, and Anki's cannot have spaces in them. */
function saysOther(known: Card, data: CardData): boolean {
  const tags = (list: readonly string[]) => JSON.stringify(list.map(ankiTag));
  return (
    textKey(known) !== textKey(data) ||
    (data.tags.length > 0 && tags(known.tags) !== tags(data.tags))
  );
}

type Texts = Pick<CardData, 'question' | 'answer'>;

function textKey({ question, answer }: Texts): string {
  return JSON.stringify([tidyText(question), tidyText(answer)]);
}

function asksAlike(one: Texts, other: Texts): boolean {
  return questionKey(one) === questionKey(other);
}

function questionKey({ question }: Texts): string {
  return question.trim().replace(/\s+/g, ' ').toLowerCase();
}

/**
 * The same for the same card of a file on every device, so that importing it on two of them makes no second one. An id
 * such as `card-001` is one of its file alone, so it is mixed with the plan's and the question.
 */
function idFor(planId: string, id: string | null, texts: Texts): string {
  if (id !== null) return recordId(['card', planId, id, questionKey(texts)]);
  return recordId([planId, tidyText(texts.question), tidyText(texts.answer)]);
}

/** As they were made before the question was a part of them. */
function earlierIdFor(planId: string, id: string): string {
  return recordId([planId, id]);
}

function recordId(name: readonly string[]): string {
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
