/** The cards of one of Anki's notes, whose type says how many there are. */
import { plainCard } from './card.ts';
import { blanksIn, clozeCards, hasBlanks, MOST_BLANKS, readBlanks } from './cloze.ts';
import type { DeckReader } from './deck.ts';

export interface AnkiNote {
  line: number;
  guid: string | null;
  /** The name of its type; null where the file does not say. */
  type: string | null;
  fields: readonly string[];
  tags: string[];
}

export function ankiCards(note: AnkiNote, deck: DeckReader): void {
  const { line, guid, type, tags, fields } = note;
  const [question = '', ...answers] = fields;
  const isBasic = /^basic/i.test(type ?? '');
  if (hasBlanks(question) && !isBasic) {
    blankCards(note, deck);
    return;
  }
  if (/cloze/i.test(type ?? '')) {
    deck.leave(line, 'there is no blank in its text.', 'Write one: {{c1::text}}');
    return;
  }
  if (answers.length === 0) {
    const next = 'Put a tab between the question and the answer.';
    deck.leave(line, 'there is no answer.', next);
    return;
  }
  const answer = belowEachOther(answers);
  deck.add(line, plainCard({ id: guid, question, answer, tags }));
  if (!/reversed card/i.test(type ?? '') || (/optional/i.test(type ?? '') && !answers[1])) return;
  const [back = ''] = answers;
  deck.add(line, plainCard({ id: guid && `${guid}/2`, question: back, answer: question, tags }));
}

/** A card for each number of its blanks; its other fields are below each answer. */
function blankCards({ line, guid, fields, tags }: AnkiNote, deck: DeckReader): void {
  const [text = '', ...more] = fields;
  const parts = readBlanks(text);
  if (blanksIn(parts) > MOST_BLANKS) {
    deck.leave(line, `it has more than ${MOST_BLANKS} blanks.`, 'Part it into several.');
    return;
  }
  for (const { number, question, answer } of clozeCards(parts)) {
    const id = guid && `${guid}/c${number}`;
    deck.add(line, plainCard({ id, question, answer: belowEachOther([answer, ...more]), tags }));
  }
}

function belowEachOther(fields: readonly string[]): string {
  return fields.filter((field, index) => index === 0 || field !== '').join('\n\n');
}
