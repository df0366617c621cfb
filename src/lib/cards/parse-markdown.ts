/** Cards in markdown, of whichever form a file is: Samedi's own, hashcards', or Obsidian's. */
import { type Line, opaqueLines, splitLines } from '../text/lines.ts';
import { type Deck, DeckReader } from './deck.ts';
import { isCardHeading, readCardField } from './markdown-lines.ts';
import { isHashcards, readHashcards } from './parse-hashcards.ts';
import { readObsidian } from './parse-obsidian.ts';
import { readOwnCards } from './parse-own.ts';

const NEXT =
  'Write a card like this, each on a line: ## Card 1, **Q**: the question, **A**: the answer.';

export function parseCardsMarkdown(text: string): Deck {
  const deck = new DeckReader();
  const lines = splitLines(text.replace(/^\uFEFF/, ''));
  const opaque = opaqueLines(lines, 0, (line) => readCardField(line)?.value ?? line);
  const says = (test: (text: string) => boolean) =>
    lines.some((line, index) => !opaque.has(index) && test(line.text));
  if (says(isCardHeading)) readOwnCards(lines, opaque, deck);
  else if (says((line) => readCardField(line) !== null)) readOwnCards(lines, opaque, deck);
  else if (says(isHashcards)) readHashcards(lines, deck);
  else readObsidian(lines, deck);
  if (deck.cards.length + deck.left.length === 0) leaveAll(lines, deck);
  return deck;
}

/** A file that has nothing but headings is an empty deck; where there is more, its cards were not seen. */
function leaveAll(lines: readonly Line[], deck: DeckReader): void {
  const first = lines.find(({ text }) => text.trim() !== '' && !/^ {0,3}#{1,6}\s/.test(text));
  if (first) deck.leave(first.number, 'no card is here, nor anywhere below.', NEXT);
}
