/** Cards as CSV, for spreadsheets. */
import { type CardText, invalidCards } from './card.ts';
import {
  type CardColumn,
  COLUMNS_HINT,
  cardColumns,
  cardOfRow,
  isTooWide,
  namesCards,
  readColumns,
  requireDistinct,
} from './columns.ts';
import { type Deck, DeckReader } from './deck.ts';
import { parseSeparated, printSeparated, type Row } from './separated.ts';
import { printTags } from './tags.ts';
import { scheduleTexts, timeText } from './values.ts';

/** Spreadsheets take a file without it for one of an older encoding, and show "été" as "Ã©tÃ©". */
const MARK_OF_UTF8 = '\uFEFF';

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
  const safe = rows.map((row) => row.map(defused));
  return MARK_OF_UTF8 + printSeparated([cardColumns, ...safe], ',', '\r\n');
}

/** What spreadsheets would run as a formula, whoever wrote the card (OWASP, "CSV Injection"). */
const formula = /^'*[=+\-@\t\r\n]/;

/** An apostrophe in front makes it text, and is not shown there. */
function defused(cell: string): string {
  return formula.test(cell) ? `'${cell}` : cell;
}

/** Undoes it, in a file of our own alone: elsewhere an apostrophe may be the writer's. */
function undefused(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell;
}

function isOwn(head: Row): boolean {
  return head.cells.join() === cardColumns.join();
}

export interface ColumnsGiven {
  /** What the columns are, for a file that does not say; null for one to leave out. */
  columns?: readonly (CardColumn | null)[] | undefined;
}

/**
 * Columns go by the names in the first row, and what stands between cells by what makes them names. Throws
 * `cards_file_invalid` where nothing tells what the columns are.
 */
export function parseCardsCsv(text: string, given: ColumnsGiven = {}): Deck {
  const deck = new DeckReader();
  const { body, separator, line } = separatorOf(text);
  const { rows, unclosed } = parseSeparated(body, separator);
  for (const row of rows) row.line += line;
  if (unclosed !== null) leaveUnclosed(deck, unclosed + line);
  const [head] = rows;
  if (!head) return deck;
  const columns = given.columns ?? columnsOf(head);
  if (!given.columns) leaveUnknown(deck, columns, rows);
  const own = isOwn(head);
  for (const row of given.columns ? rows : rows.slice(1)) {
    if (own) row.cells = row.cells.map(undefused);
    if (isTooWide(row, columns.length, deck)) continue;
    deck.attempt(() => deck.add(row.line, cardOfRow(row, columns)));
  }
  return deck;
}

export function leaveUnclosed(deck: DeckReader, line: number): void {
  deck.leave(
    line,
    'a quote is not closed. From here on nothing can be read.',
    'Close it, and double those inside a cell.',
  );
}

function columnsOf(head: Row): (CardColumn | null)[] {
  const columns = readColumns(head.cells);
  requireDistinct(columns, head.line);
  if (namesCards(columns)) return columns;
  const what = 'the first row does not name the columns "question" and "answer".';
  throw invalidCards(head.line, what, COLUMNS_HINT);
}

function leaveUnknown(
  deck: DeckReader,
  columns: readonly (CardColumn | null)[],
  [head, ...rows]: readonly Row[],
): void {
  columns.forEach((known, index) => {
    const used = rows.filter(({ cells }) => (cells[index] ?? '').trim() !== '');
    if (known !== null || !head || used.length === 0) return;
    deck.leave(
      head.line,
      `the column "${head.cells[index]}" is none of a card's.`,
      'Remove it, or say what the columns are: --columns question,answer,-',
    );
  });
}

/** What stands between cells: what a line `sep=;` says, else what makes the first row name columns, or most cells. */
function separatorOf(text: string): { body: string; separator: string; line: number } {
  const body = text.replace(/^\uFEFF/, '');
  const [whole, said] = /^"?sep=([^\r\n])"?\r?\n/i.exec(body) ?? [];
  if (whole !== undefined && said !== undefined) {
    return { body: body.slice(whole.length), separator: said, line: 1 };
  }
  const heads = [',', ';', '\t', '|'].map((separator) => {
    const cells = parseSeparated(body, separator, { rows: 1 }).rows[0]?.cells ?? [];
    return { separator, cells, names: namesCards(readColumns(cells)) };
  });
  const named = heads.find(({ names }) => names);
  const [widest] = heads.sort((a, b) => b.cells.length - a.cells.length);
  return { body, separator: (named ?? widest)?.separator ?? ',', line: 0 };
}
