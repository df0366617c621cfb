/** Texts with blanks: Anki's `{{c1::text::hint}}`, and what other programs have in their place. */

/** A text between blanks, or a blank with its text. */
export type ClozePart = string | Blank;

interface Blank {
  /** Blanks of one number are left open together. */
  number: number;
  text: string;
  hint: string;
}

export interface ClozeCard {
  number: number;
  question: string;
  answer: string;
}

/** Each of a text's blanks makes a card of the whole text, so there must be an end to them. */
export const MOST_BLANKS = 100;

const opening = /\{\{(?:c(\d{1,3})::)?/g;

/** Whether Anki would take it for a text with blanks. */
export function hasBlanks(text: string): boolean {
  return /\{\{c\d{1,3}::/.test(text);
}

/**
 * Anki's blanks; those within others are text of them, and one that is never closed is text. With `plain`, those
 * without a number, too, each by itself.
 */
export function readBlanks(text: string, { plain = false } = {}): ClozePart[] {
  const parts: ClozePart[] = [];
  let start = 0;
  let count = 0;
  for (const mark of text.matchAll(opening)) {
    const [whole, digits] = mark;
    if (mark.index < start || (digits === undefined && !plain)) continue;
    const inside = mark.index + whole.length;
    const end = closing(text, inside);
    if (end === -1) break;
    count += 1;
    const inner = withoutInner(text.slice(inside, end));
    const at = inner.indexOf('::');
    parts.push(text.slice(start, mark.index), {
      number: digits === undefined ? count : Number(digits),
      text: at === -1 ? inner : inner.slice(0, at),
      hint: at === -1 ? '' : inner.slice(at + 2),
    });
    start = end + 2;
  }
  return [...parts, text.slice(start)];
}

/** Where the braces that are open at `from` are closed; -1 where they are not. */
function closing(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length - 1; at += 1) {
    const two = text.slice(at, at + 2);
    if (two === '}}') depth -= 1;
    if (depth === 0) return at;
    if (two === '{{') depth += 1;
    if (two === '{{' || two === '}}') at += 1;
  }
  return -1;
}

/** A blank's text without the marks of those within it. */
function withoutInner(text: string): string {
  if (!text.includes('{{')) return text;
  return text.replace(/\{\{c\d{1,3}::/g, '').replaceAll('}}', '');
}

/** A card for each number, in the order of the numbers: `[…]`, or its hint, for the blanks of it. */
export function clozeCards(parts: readonly ClozePart[]): ClozeCard[] {
  const blanks = parts.filter((part) => typeof part !== 'string');
  const numbers = [...new Set(blanks.map(({ number }) => number))].sort((a, b) => a - b);
  return numbers.map((number) => ({
    number,
    question: parts
      .map((part) => {
        if (typeof part === 'string') return part;
        return part.number === number ? `[${part.hint.trim() || '…'}]` : part.text;
      })
      .join(''),
    answer: blanks
      .filter((blank) => blank.number === number)
      .map(({ text }) => text.trim())
      .join(', '),
  }));
}

export function blanksIn(parts: readonly ClozePart[]): number {
  return parts.filter((part) => typeof part !== 'string').length;
}
