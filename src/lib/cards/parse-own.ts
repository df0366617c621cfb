/**
 * Samedi's own form: `## Card N {#id}`, under it `**Q**:` and `**A**:`, either over several lines, and fields of one
 * line. Text before the first card is the learner's own, as is a line of `---` that ends a card. A code fence is text,
 * whatever is in it.
 */
import type { Line } from '../text/lines.ts';
import { type CardText, invalidCards, tidyText } from './card.ts';
import type { DeckReader } from './deck.ts';
import {
  type CardField,
  isCardHeading,
  isRule,
  meansFirst,
  readCardField,
  unescapeLine,
} from './markdown-lines.ts';
import { readTags } from './tags.ts';
import { readSchedule, readTime } from './values.ts';

interface CardSource {
  heading: Line;
  lines: { line: Line; isCode: boolean }[];
}

/** `opaque`: the indexes of lines that are inside code. */
export function readOwnCards(
  lines: readonly Line[],
  opaque: ReadonlySet<number>,
  deck: DeckReader,
): void {
  const sources: CardSource[] = [];
  const before: Line[] = [];
  lines.forEach((line, index) => {
    const isCode = opaque.has(index);
    const source = sources.at(-1);
    const isHeading = isCardHeading(line.text);
    if (isHeading && isCode) noteCode(line, deck);
    if (isHeading && !isCode) sources.push({ heading: line, lines: [] });
    else if (!source) before.push(line);
    else if (isCode || !isRule(line.text) || !endsCard(lines, index)) {
      source.lines.push({ line, isCode });
    }
  });
  readBefore(before, deck);
  for (const source of sources) {
    deck.attempt(() => deck.add(source.heading.number, cardOf(source)));
  }
}

function noteCode({ number, text }: Line, deck: DeckReader): void {
  deck.note(number, `"${text.trim().slice(0, 60)}" is inside a code fence, and no card.`);
}

/** Text before the first card is the file's own; a field there has lost its heading. */
function readBefore(lines: readonly Line[], deck: DeckReader): void {
  const field = lines.find(({ text }) => readCardField(text));
  if (field) {
    const what = `"${field.text.trim().slice(0, 60)}" stands under no card's heading.`;
    deck.leave(field.number, what, 'Write one above it: ## Card 1');
  }
  const own = lines.filter(({ text }) => text.trim() !== '' && !/^ {0,3}# /.test(text));
  if (!field) deck.noteText(own.map(({ number }) => number));
}

/** Whether nothing but blanks stands between a rule and the next card or the end. */
function endsCard(lines: readonly Line[], rule: number): boolean {
  let next = rule + 1;
  while (lines[next]?.text.trim() === '') next += 1;
  const line = lines[next];
  return line === undefined || isCardHeading(line.text);
}

function readHeading(line: Line): string | null {
  const found = /^ {0,3}##[ \t]+card[ \t]+\d{1,9}(?:[ \t]+\{#(.+)\})?[ \t]*$/is.exec(line.text);
  const id = found?.[1]?.trim() ?? null;
  if (found && id !== '') return id;
  throw invalidCards(
    line.number,
    `"${line.text.trim().slice(0, 60)}" is not a card's heading.`,
    'Write it like: ## Card 7 {#card-007}',
  );
}

type Fields = Map<CardField, { line: number; lines: string[] }>;

function readFields({ lines }: CardSource): Fields {
  const fields: Fields = new Map();
  for (const { line, isCode } of lines) {
    const field = isCode ? null : readCardField(line.text);
    if (field) {
      if (fields.has(field.name)) {
        throw invalidCards(
          line.number,
          `a second "${field.name}" in one card.`,
          'Remove one of the two, or put a backslash before a line that only looks like one.',
        );
      }
      const value = unescapeLine(field.value, meansFirst);
      fields.set(field.name, { line: line.number, lines: [value] });
      continue;
    }
    const [name, last] = [...fields].at(-1) ?? [];
    if (name === 'q' || name === 'a') {
      last?.lines.push(isCode ? line.text : unescapeLine(line.text));
    } else if (line.text.trim() !== '') {
      throw invalidCards(
        line.number,
        `"${line.text.trim().slice(0, 60)}" belongs to no field.`,
        'Put it under **Q**: or **A**:, or before the first card.',
      );
    }
  }
  return fields;
}

/** Throws `cards_file_invalid`. */
function cardOf(source: CardSource): CardText {
  const { number: line } = source.heading;
  const id = readHeading(source.heading);
  const fields = readFields(source);
  const value = (name: CardField) => fields.get(name)?.lines[0] ?? '';
  const text = (name: 'q' | 'a') => {
    const found = fields.get(name);
    if (found) return tidyText(found.lines.join('\n'));
    const missing = name === 'q' ? 'question' : 'answer';
    const next = `Add a line **${name.toUpperCase()}**:`;
    throw invalidCards(line, `the card has no ${missing}.`, next);
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
