/**
 * The form of Obsidian's plugin Spaced Repetition (https://github.com/st3v3nmw/obsidian-spaced-repetition):
 * `question::answer`, `:::` for both directions, a line of `?` or `??` between texts of several lines, and blanks as
 * `==text==` or `{{text}}`. Paragraphs that have none of it are notes, and no cards.
 */
import { type Line, opaqueLines } from '../text/lines.ts';
import { type CardText, plainCard } from './card.ts';
import { blanksIn, type ClozePart, clozeCards, MOST_BLANKS, readBlanks } from './cloze.ts';
import type { DeckReader } from './deck.ts';
import { frontmatterEnd } from './file-head.ts';

const heading = /^ {0,3}#{1,6}[ \t]/;
const tagLine = /^\s*(?:#[^\s#]+\s*)+$/;
const schedule = /<!--SR:[^<>]*-->/g;

export function readObsidian(lines: readonly Line[], deck: DeckReader): void {
  const reader = new NoteReader(deck);
  const from = frontmatterEnd(lines);
  const opaque = opaqueLines(lines, from);
  let paragraph: Line[] = [];
  const end = () => {
    if (paragraph.length > 0) reader.paragraph(paragraph, opaque);
    paragraph = [];
  };
  for (const [index, line] of lines.entries()) {
    const isOpaque = opaque.has(index);
    if (index < from) continue;
    if (!isOpaque && (line.text.trim() === '' || heading.test(line.text))) end();
    else if (!isOpaque && tagLine.test(line.text)) {
      end();
      reader.tags(line.text);
    } else paragraph.push(line);
  }
  end();
  reader.done();
}

class NoteReader {
  readonly #deck: DeckReader;
  readonly #own: number[] = [];
  #tags: string[] = [];
  #schedules = 0;
  #firstSchedule = 0;

  constructor(deck: DeckReader) {
    this.#deck = deck;
  }

  /** Tags of the cards that follow: `#flashcards/french` is the plugin's way to say "french". */
  tags(line: string): void {
    this.#tags = line
      .trim()
      .split(/\s+/)
      .map((tag) => tag.slice(1).replace(/^flashcards(?:\/|$)/, ''))
      .filter(Boolean);
  }

  paragraph(lines: readonly Line[], opaque: ReadonlySet<number>): void {
    const texts = lines.map((line) => this.#withoutSchedule(line));
    const isCode = (line: Line) => opaque.has(line.number - 1);
    const mark = lines.findIndex(
      (line, index) => !isCode(line) && /^\s*\?\??\s*$/.test(texts[index] ?? ''),
    );
    if (mark !== -1) {
      this.#severalLines(lines, texts, mark);
      return;
    }
    const rest: [line: Line, text: string][] = [];
    lines.forEach((line, index) => {
      const text = texts[index] ?? '';
      const sides = isCode(line) || text.includes('{{') ? null : sidesOf(text);
      if (sides) this.#oneLine(line, sides);
      else if (text.trim() !== '' || line.text.trim() === '') rest.push([line, text]);
    });
    this.#blanks(rest, isCode);
  }

  done(): void {
    this.#deck.noteText(this.#own);
    if (this.#schedules === 0) return;
    const what = 'when Obsidian would show cards again stays behind; here they are new.';
    this.#deck.note(this.#firstSchedule, what);
  }

  #withoutSchedule({ text, number }: Line): string {
    if (!text.includes('<!--SR:')) return text;
    this.#schedules += 1;
    if (this.#schedules === 1) this.#firstSchedule = number;
    return text.replace(schedule, '').trimEnd();
  }

  #add(line: number, card: Pick<CardText, 'question' | 'answer'>): void {
    this.#deck.add(line, plainCard({ ...card, tags: [...this.#tags] }));
  }

  #severalLines(lines: readonly Line[], texts: readonly string[], mark: number): void {
    const question = texts.slice(0, mark).join('\n').trim();
    const answer = texts
      .slice(mark + 1)
      .join('\n')
      .trim();
    const { number } = lines[0] as Line;
    this.#add(number, { question, answer });
    const isBoth = texts[mark]?.trim() === '??';
    if (isBoth && question !== '' && answer !== '') {
      this.#add(number, { question: answer, answer: question });
    }
  }

  #oneLine({ number }: Line, { question, answer, both }: Sides): void {
    this.#add(number, { question, answer });
    if (both && question !== '' && answer !== '') {
      this.#add(number, { question: answer, answer: question });
    }
  }

  #blanks(lines: readonly [line: Line, text: string][], isCode: (line: Line) => boolean): void {
    const [first] = lines;
    if (!first) return;
    const [{ number }] = first;
    const text = lines.map((one) => one[1]).join('\n');
    const hasCode = lines.some(([line]) => isCode(line));
    const parts = hasCode
      ? [text]
      : text.includes('{{')
        ? readBlanks(text, { plain: true })
        : readMarked(text);
    const count = blanksIn(parts);
    if (count === 0) {
      const said = lines.filter(([line]) => line.text.trim() !== '');
      this.#own.push(...said.map(([line]) => line.number));
    } else if (count > MOST_BLANKS) {
      const next = 'Part it into several.';
      this.#deck.leave(number, `it has more than ${MOST_BLANKS} blanks.`, next);
    } else {
      for (const { question, answer } of clozeCards(parts)) {
        this.#add(number, { question: question.trim(), answer });
      }
    }
  }
}

interface Sides {
  question: string;
  answer: string;
  both: boolean;
}

/** What stands on both sides of the first `::` outside of code; null where there is none. */
function sidesOf(text: string): Sides | null {
  let inCode = false;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '`') inCode = !inCode;
    if (inCode || !text.startsWith('::', at)) continue;
    const both = text[at + 2] === ':';
    const question = text
      .slice(0, at)
      .replace(/^\s*(?:[-*+]|\d{1,9}[.)])\s+/, '')
      .trim();
    return { question, answer: text.slice(at + (both ? 3 : 2)).trim(), both };
  }
  return null;
}

/** Blanks as `==text==`. */
function readMarked(text: string): ClozePart[] {
  const parts: ClozePart[] = [];
  let start = 0;
  for (const mark of text.matchAll(/==(?=\S)([^=\n]+)==/g)) {
    const [whole, inner = ''] = mark;
    if (/\s$/.test(inner)) continue;
    parts.push(text.slice(start, mark.index), { number: mark.index, text: inner, hint: '' });
    start = mark.index + whole.length;
  }
  return [...parts, text.slice(start)];
}
