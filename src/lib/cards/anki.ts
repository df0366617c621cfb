/**
 * Anki's tab-separated text, https://docs.ankiweb.net/importing/text-files.html: lines of `#key:value` at the top say what
 * the columns are; what they leave open are the note's fields, the first one the question. It holds no schedule.
 */
import { type CardText, invalidCards, plainCard } from './card.ts';
import { htmlText } from './html-text.ts';
import { parseSeparated, printSeparated, type Row } from './separated.ts';

const HEAD = '#separator:tab\n#html:false\n#guid column:1\n#tags column:4\n';

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

/** Fields after the second are put below the answer. Throws `cards_file_invalid`. */
export function parseCardsAnki(text: string): CardText[] {
  const head = headOf(text);
  const rows = parseSeparated(text, separatorOf(head.get('separator')), { comments: true });
  const column = (name: string) => {
    const number = Number(head.get(`${name} column`) ?? 0);
    return Number.isInteger(number) ? number - 1 : -1;
  };
  const guid = column('guid');
  const tags = column('tags');
  const special = new Set([guid, tags, column('notetype'), column('deck')]);
  const read = head.get('html') === 'true' ? htmlText : (cell: string) => cell;
  return rows.map((row) => {
    const [question, ...answers] = fieldsOf(row, special).map(read);
    return plainCard({
      id: row.cells[guid] || null,
      question: question ?? '',
      answer: answers.filter((field, index) => index === 0 || field !== '').join('\n\n'),
      tags: [...words(head.get('tags')), ...words(row.cells[tags])],
    });
  });
}

function fieldsOf({ cells, line }: Row, special: ReadonlySet<number>): string[] {
  const fields = cells.filter((_, index) => !special.has(index));
  if (fields.length >= 2) return fields;
  throw invalidCards(line, 'there is no answer.', 'Put a tab between the question and the answer.');
}

function headOf(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const [, key, value] = /^#([a-z ]+):(.*)$/i.exec(line) ?? [];
    if (key === undefined || value === undefined) break;
    found.set(key.toLowerCase(), value.trim());
  }
  return found;
}

const separators = new Map([
  ['tab', '\t'],
  ['comma', ','],
  ['semicolon', ';'],
  ['space', ' '],
  ['pipe', '|'],
  ['colon', ':'],
]);

function separatorOf(name = 'tab'): string {
  return separators.get(name.toLowerCase()) ?? (name.slice(0, 1) || '\t');
}

function words(text = ''): string[] {
  return text.split(/\s+/).filter(Boolean);
}
