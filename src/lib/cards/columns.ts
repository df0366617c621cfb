/** What the columns of a table of cards are, and a card of one of its rows. */
import { type CardText, invalidCards } from './card.ts';
import type { DeckReader } from './deck.ts';
import type { Row } from './separated.ts';
import { readTags } from './tags.ts';
import { readSchedule, readTime } from './values.ts';

export const cardColumns = [
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
export type CardColumn = (typeof cardColumns)[number];

/** How to say which columns there are. */
export const COLUMNS_HINT =
  'Write the names of the columns into the first row (question,answer,tags), or say them: --columns question,answer,tags, with - for one to leave out.';

const otherNames: Partial<Record<CardColumn, string>> = {
  question:
    'front q term word prompt expression vorderseite frage pregunta anverso domanda fronte recto frente pergunta',
  answer:
    'back a definition meaning response translation rückseite antwort respuesta reverso risposta retro réponse reponse verso resposta',
  tags: 'tag labels schlagwörter etiquetas étiquettes',
  id: 'guid uuid',
};

const columnOf = new Map<string, CardColumn>([
  ...cardColumns.map((name): [string, CardColumn] => [name, name]),
  ...Object.entries(otherNames).flatMap(([name, others]) =>
    others.split(' ').map((other): [string, CardColumn] => [other, name as CardColumn]),
  ),
]);

/** The columns that a first row names; null for each that is none of a card's. */
export function readColumns(cells: readonly string[]): (CardColumn | null)[] {
  return cells.map((cell) => columnOf.get(cell.trim().toLowerCase().replace(/[ -]/g, '_')) ?? null);
}

export function namesCards(columns: readonly (CardColumn | null)[]): boolean {
  return columns.includes('question') && columns.includes('answer');
}

/** Throws where a name stands for two columns: one of them would be lost. */
export function requireDistinct(columns: readonly (CardColumn | null)[], line: number): void {
  const twice = columns.find((name, index) => name !== null && columns.indexOf(name) !== index);
  if (twice) {
    throw invalidCards(
      line,
      `two columns are the ${twice}.`,
      `Name one of them otherwise, or say: --columns question,answer,-`,
    );
  }
}

/** Leaves out a row with more cells than there are columns: nobody knows which of them belong together. */
export function isTooWide(row: Row, width: number, deck: DeckReader): boolean {
  if (row.cells.slice(width).every((cell) => cell.trim() === '')) return false;
  deck.leave(
    row.line,
    `it has ${row.cells.length} cells where the first row names ${width}.`,
    'Put quotes around an answer that has a comma.',
  );
  return true;
}

/** `tagsOf` reads its tags. Throws `cards_file_invalid`. */
export function cardOfRow(
  { cells, line }: Row,
  columns: readonly (CardColumn | null)[],
  tagsOf = readTags,
): CardText {
  const cell = (name: CardColumn) => cells[columns.indexOf(name)] ?? '';
  return {
    id: cell('id') || null,
    question: cell('question'),
    answer: cell('answer'),
    tags: tagsOf(cell('tags')),
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
