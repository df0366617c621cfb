/**
 * Cards in markdown: `## Card N {#id}`, under it `**Q**:` and `**A**:`, either over several lines, and fields of one
 * line. Text before the first card is the learner's own, as is a line of `---` that ends a card. What cannot be read
 * without guessing is refused, with its line.
 */
import { type Line, splitLines } from '../text/lines.ts';
import { type CardText, invalidCards, tidyText } from './card.ts';
import {
  type CardField,
  isCardHeading,
  isRule,
  readCardField,
  unescapeLine,
} from './markdown-lines.ts';
import { readTags } from './tags.ts';
import { readSchedule, readTime } from './values.ts';

interface FoundCard {
  id: string | null;
  line: number;
  fields: Map<CardField, { line: number; lines: string[] }>;
}

/** All cards, in the file's order. Throws `cards_file_invalid`. */
export function parseCardsMarkdown(text: string): CardText[] {
  const lines = splitLines(text);
  const cards: FoundCard[] = [];
  const seen = new Map<string, number>();
  lines.forEach((line, index) => {
    const card = cards.at(-1);
    if (isCardHeading(line.text)) cards.push(readHeading(line, seen));
    else if (card && !(isRule(line.text) && endsCard(lines, index))) readLine(card, line);
  });
  return cards.map(cardOf);
}

function readHeading(line: Line, seen: Map<string, number>): FoundCard {
  const found = /^ {0,3}##[ \t]+card[ \t]+\d{1,9}(?:[ \t]+\{#(.+)\})?[ \t]*$/is.exec(line.text);
  const id = found?.[1]?.trim() ?? null;
  const earlier = id === null ? undefined : seen.get(id);
  if (!found || id === '') {
    throw invalidCards(
      line.number,
      `"${line.text.trim().slice(0, 60)}" is not a card's heading.`,
      'Write it like: ## Card 7 {#card-007}',
    );
  }
  if (earlier !== undefined) {
    throw invalidCards(
      line.number,
      `the card id "${id}" is taken by line ${earlier}.`,
      'Give one of the two another {#id}.',
    );
  }
  if (id !== null) seen.set(id, line.number);
  return { id, line: line.number, fields: new Map() };
}

/** Whether nothing but blanks stands between a rule and the next card or the end. */
function endsCard(lines: readonly Line[], rule: number): boolean {
  let next = rule + 1;
  while (lines[next]?.text.trim() === '') next += 1;
  const line = lines[next];
  return line === undefined || isCardHeading(line.text);
}

function readLine(card: FoundCard, line: Line): void {
  const field = readCardField(line.text);
  if (field) {
    if (card.fields.has(field.name)) {
      throw invalidCards(
        line.number,
        `a second "${field.name}" in one card.`,
        'Remove one of the two, or put a backslash before a line that only looks like one.',
      );
    }
    card.fields.set(field.name, { line: line.number, lines: [field.value] });
    return;
  }
  const [name, last] = [...card.fields].at(-1) ?? [];
  if (name === 'q' || name === 'a') last?.lines.push(unescapeLine(line.text));
  else if (line.text.trim() !== '') {
    throw invalidCards(
      line.number,
      `"${line.text.trim().slice(0, 60)}" belongs to no field.`,
      'Put it under **Q**: or **A**:, or before the first card.',
    );
  }
}

function cardOf({ id, line, fields }: FoundCard): CardText {
  const value = (name: CardField) => fields.get(name)?.lines[0] ?? '';
  const text = (name: 'q' | 'a') => {
    const found = fields.get(name);
    if (found) return tidyText(found.lines.join('\n'));
    const missing = name === 'q' ? 'question' : 'answer';
    throw invalidCards(
      line,
      `the card has no ${missing}.`,
      `Add a line **${name.toUpperCase()}**:`,
    );
  };
  return {
    id,
    question: text('q'),
    answer: text('a'),
    tags: readTags(value('tags')),
    source: value('source') || null,
    createdAt: readTime(value('created'), fields.get('created')?.line ?? line),
    schedule: readSchedule(
      {
        ease: value('ease'),
        interval: value('interval'),
        repetitions: value('repetitions'),
        nextReview: value('next review'),
        lastReview: value('last review'),
      },
      fields.get('next review')?.line ?? line,
    ),
  };
}
