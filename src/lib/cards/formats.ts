/** The forms in which cards come and go. */
import { parseCardsAnki, printCardsAnki } from './anki.ts';
import type { CardText } from './card.ts';
import { parseCardsCsv, printCardsCsv } from './csv.ts';
import { parseCardsMarkdown } from './parse-markdown.ts';
import { printCardsMarkdown } from './print-markdown.ts';

export interface CardFormat {
  /** Of file names. */
  endings: readonly string[];
  /** Throws `cards_file_invalid`. */
  parse: (text: string) => CardText[];
  print: (cards: readonly CardText[], title: string) => string;
}

export const cardFormats = {
  markdown: { endings: ['.md', '.markdown'], parse: parseCardsMarkdown, print: printCardsMarkdown },
  anki: { endings: ['.txt', '.tsv'], parse: parseCardsAnki, print: printCardsAnki },
  csv: { endings: ['.csv'], parse: parseCardsCsv, print: printCardsCsv },
} satisfies Record<string, CardFormat>;
