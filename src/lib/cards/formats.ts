/** The forms in which cards come and go. */
import { parseCardsAnki, printCardsAnki } from './anki.ts';
import type { CardText } from './card.ts';
import { type ColumnsGiven, parseCardsCsv, printCardsCsv } from './csv.ts';
import type { Deck } from './deck.ts';
import { parseCardsMarkdown } from './parse-markdown.ts';
import { printCardsMarkdown } from './print-markdown.ts';

export interface CardFormat {
  /** Of file names. */
  endings: readonly string[];
  /** Whether it is a table, whose columns can be said. */
  isTable: boolean;
  /** Throws `cards_file_invalid` where nothing of it can be read. */
  parse: (text: string, given?: ColumnsGiven) => Deck;
  print: (cards: readonly CardText[], title: string) => string;
}

export const cardFormats = {
  markdown: {
    endings: ['.md', '.markdown'],
    isTable: false,
    parse: parseCardsMarkdown,
    print: printCardsMarkdown,
  },
  anki: { endings: ['.txt', '.tsv'], isTable: true, parse: parseCardsAnki, print: printCardsAnki },
  csv: { endings: ['.csv'], isTable: true, parse: parseCardsCsv, print: printCardsCsv },
} satisfies Record<string, CardFormat>;
