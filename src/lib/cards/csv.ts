/** Cards as CSV, for spreadsheets. */
import { type CardText, invalidCards } from './card.ts';
import { parseSeparated, printSeparated, type Row } from './separated.ts';
import { printTags, readTags } from './tags.ts';
import { readSchedule, readTime, scheduleTexts, timeText } from './values.ts';

const columns = [
  'id',
  'question',
  'answer',
  'tags',
  'source',
  'created',
  'ease',
  'interval',
  'repetitions',
  'next_review',
  'last_review',
] as const;
type Column = (typeof columns)[number];

const otherNames = new Map<string, Column>([
  ['front', 'question'],
  ['back', 'answer'],
  ['q', 'question'],
  ['a', 'answer'],
]);

export function printCardsCsv(cards: readonly CardText[]): string {
  const rows = cards.map((card) => {
    const times = card.schedule ? scheduleTexts(card.schedule) : null;
    return [
      card.id ?? '',
      card.question,
      card.answer,
      printTags(card.tags),
      card.source ?? '',
      card.createdAt === null ? '' : timeText(card.createdAt),
      times?.ease ?? '',
      times?.interval ?? '',
      times?.repetitions ?? '',
      times?.nextReview ?? '',
      times?.lastReview ?? '',
    ];
  });
  return printSeparated([columns, ...rows], ',', '\r\n');
}

/** Columns go by the names in the first row; other columns are left alone. Throws `cards_file_invalid`. */
export function parseCardsCsv(text: string): CardText[] {
  const [head, ...rows] = parseSeparated(text, ',');
  if (!head) return [];
  const names = head.cells.map((cell) => {
    const name = cell.trim().toLowerCase().replaceAll(' ', '_');
    return otherNames.get(name) ?? name;
  });
  if (!names.includes('question') || !names.includes('answer')) {
    throw invalidCards(
      head.line,
      'the first row does not name the columns "question" and "answer".',
      'Write the names of the columns into the first row: question,answer,tags',
    );
  }
  return rows.map((row) => cardOf(row, names));
}

function cardOf({ cells, line }: Row, names: readonly string[]): CardText {
  const cell = (name: Column) => cells[names.indexOf(name)] ?? '';
  return {
    id: cell('id') || null,
    question: cell('question'),
    answer: cell('answer'),
    tags: readTags(cell('tags')),
    source: cell('source') || null,
    createdAt: readTime(cell('created'), line),
    schedule: readSchedule(
      {
        ease: cell('ease'),
        interval: cell('interval'),
        repetitions: cell('repetitions'),
        nextReview: cell('next_review'),
        lastReview: cell('last_review'),
      },
      line,
    ),
  };
}
