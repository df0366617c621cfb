/**
 * Anki's texts, https://docs.ankiweb.net/importing/text-files.html: lines of `#key:value` at the top say what the columns
 * are; what they leave open are the note's fields, the first one the question. They hold no schedule.
 */
import { type AnkiHead, guessSeparator, readAnkiHead, separatorCalled } from './anki-head.ts';
import { type AnkiNote, ankiCards } from './anki-note.ts';
import type { CardText } from './card.ts';
import { cardOfRow, isTooWide, namesCards, readColumns } from './columns.ts';
import { type ColumnsGiven, leaveUnclosed } from './csv.ts';
import { type Deck, DeckReader } from './deck.ts';
import { htmlText, looksLikeHtml } from './html-text.ts';
import { parseSeparated, printSeparated, type Row } from './separated.ts';

/** The type keeps Anki, and whoever reads it here, from taking a question's braces for blanks. */
const HEAD = '#separator:tab\n#html:false\n#notetype:Basic\n#guid column:1\n#tags column:4\n';

/** Anki separates tags by spaces: a space inside a tag becomes an underscore. */
export function printCardsAnki(cards: readonly CardText[]): string {
  const rows = cards.map((card) => [
    card.id ?? '',
    card.question,
    card.answer,
    card.tags.map(ankiTag).join(' '),
  ]);
  return HEAD + printSeparated(rows, '\t', '\n');
}

export function ankiTag(tag: string): string {
  return tag.trim().replace(/\s+/g, '_');
}

/** Fields after the second are put below the answer. */
export function parseCardsAnki(text: string, given: ColumnsGiven = {}): Deck {
  const deck = new DeckReader();
  const head = readAnkiHead(text);
  const said = head.values.get('separator');
  const separator = said === undefined ? guessSeparator(text) : separatorCalled(said);
  const { rows, comments, unclosed } = parseSeparated(text, separator, { comments: true });
  if (unclosed !== null) leaveUnclosed(deck, unclosed);
  const [first] = rows;
  if (!first) return deck;
  if (said === undefined && separator !== '\t') {
    deck.note(first.line, `"${separator}" is taken for what stands between cells.`);
  }
  leaveComments(deck, comments, head.lines, separator);
  const read = readerOf(deck, head, rows);
  const named = readColumns(first.cells);
  const isNamed = !given.columns && head.values.size === 0 && namesCards(named);
  if (isNamed) deck.note(first.line, 'it names the columns, and is no card.');
  const columns = given.columns ?? (isNamed ? named : null);
  if (!columns) noteStaying(deck, head, first);
  const note = noteReader(head, read);
  for (const row of isNamed ? rows.slice(1) : rows) {
    if (!columns) ankiCards(note(row), deck);
    else if (!isTooWide(row, columns.length, deck)) {
      const cells = row.cells.map(read);
      deck.attempt(() => deck.add(row.line, cardOfRow({ ...row, cells }, columns, words)));
    }
  }
  return deck;
}

function readerOf(deck: DeckReader, head: AnkiHead, rows: readonly Row[]) {
  const said = head.values.get('html')?.toLowerCase();
  const guess = said === undefined && rows.find(({ cells }) => cells.some(looksLikeHtml));
  if (guess) deck.note(guess.line, 'the texts are taken for HTML, of which this line has some.');
  return said === 'true' || guess ? htmlText : (cell: string) => cell;
}

/** Makes notes of rows. */
function noteReader({ values }: AnkiHead, read: (cell: string) => string) {
  const [guid, tags, type, deckName] = ['guid', 'tags', 'notetype', 'deck'].map((name) =>
    columnNumber(values, name),
  );
  const special = new Set([guid, tags, type, deckName]);
  return ({ cells, line }: Row): AnkiNote => ({
    line,
    guid: cells[guid ?? -1] || null,
    type: cells[type ?? -1] ?? values.get('notetype') ?? null,
    fields: cells.filter((_, index) => !special.has(index)).map(read),
    tags: [...words(values.get('tags')), ...words(cells[tags ?? -1])],
  });
}

function columnNumber(values: AnkiHead['values'], name: string): number {
  const number = Number(values.get(`${name} column`) ?? 0);
  return Number.isInteger(number) ? number - 1 : -1;
}

/** A comment that could be a card is left out; any other is said. */
function leaveComments(
  deck: DeckReader,
  comments: readonly Row[],
  headLines: number,
  separator: string,
): void {
  for (const { line, cells } of comments) {
    if (line <= headLines) continue;
    if (cells.join('').includes(separator)) {
      const next = 'Put quotes around its first cell.';
      deck.leave(line, 'a line that begins with # is a comment.', next);
    } else deck.note(line, 'a line that begins with # is a comment.');
  }
}

function noteStaying(deck: DeckReader, { values }: AnkiHead, first: Row): void {
  if (columnNumber(values, 'deck') >= 0 || values.has('deck')) {
    deck.note(1, "the names of Anki's decks stay behind: the cards are the plan's.");
  }
  if (values.size === 0 && first.cells.length > 2) {
    const next = 'if they are tags, say --columns question,answer,tags';
    deck.note(first.line, `cells behind the second are put below the answer; ${next}.`);
  }
}

function words(text = ''): string[] {
  return text.split(/\s+/).filter(Boolean);
}
