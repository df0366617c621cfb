/**
 * The form of hashcards (https://github.com/eudoxia0/hashcards): `Q:` and `A:`, or `C:` with blanks in brackets, each
 * over as many lines as it likes, up to the next card or a line of `---`.
 */
import { type Line, opaqueLines } from '../text/lines.ts';
import { plainCard } from './card.ts';
import { type ClozePart, clozeCards, MOST_BLANKS } from './cloze.ts';
import type { DeckReader } from './deck.ts';
import { frontmatterEnd } from './file-head.ts';
import { isRule } from './markdown-lines.ts';

const field = /^(Q|A|C):(.*)$/s;

export function isHashcards(text: string): boolean {
  return /^[QC]:/.test(text);
}

interface Source {
  line: number;
  q: string[] | null;
  a: string[] | null;
  c: string[] | null;
}

export function readHashcards(lines: readonly Line[], deck: DeckReader): void {
  const from = frontmatterEnd(lines);
  const opaque = opaqueLines(lines, from, (text) => field.exec(text)?.[2]?.trimStart() ?? text);
  const sources: Source[] = [];
  const own: number[] = [];
  let into: string[] | null = null;
  lines.forEach(({ text, number }, index) => {
    const [, mark, value = ''] = opaque.has(index) || index < from ? [] : (field.exec(text) ?? []);
    if (mark !== undefined) into = begin(mark, value.trimStart(), number, sources);
    else if (into && !opaque.has(index) && isRule(text)) into = null;
    else if (into) into.push(text);
    else if (text.trim() !== '' && !isRule(text)) own.push(number);
  });
  for (const source of sources) addCard(source, deck);
  deck.noteText(own);
}

/** The lines that what follows is added to. */
function begin(mark: string, value: string, line: number, sources: Source[]): string[] {
  const lines = [value];
  const last = sources.at(-1);
  if (mark === 'A' && last?.q && !last.a) last.a = lines;
  else if (mark === 'A') sources.push({ line, q: null, a: lines, c: null });
  else if (mark === 'Q') sources.push({ line, q: lines, a: null, c: null });
  else sources.push({ line, q: null, a: null, c: lines });
  return lines;
}

function addCard({ line, q, a, c }: Source, deck: DeckReader): void {
  const textOf = (lines: string[] | null) => (lines ?? []).join('\n').trim();
  if (!c) {
    deck.add(line, plainCard({ question: textOf(q), answer: textOf(a) }));
    return;
  }
  const parts = readBrackets(textOf(c));
  const count = parts.filter((part) => typeof part !== 'string').length;
  if (count === 0) {
    deck.leave(line, 'there is no blank in its text.', 'Write one: [text]');
    return;
  }
  if (count > MOST_BLANKS) {
    deck.leave(line, `it has more than ${MOST_BLANKS} blanks.`, 'Part it into several.');
    return;
  }
  for (const { question, answer } of clozeCards(parts)) {
    deck.add(line, plainCard({ question, answer }));
  }
}

/** `[text]`, but for pictures, links, and brackets behind a backslash. */
function readBrackets(text: string): ClozePart[] {
  const parts: ClozePart[] = [];
  let plain = '';
  let number = 0;
  let close = -1;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (sign === '\\' && /[[\]]/.test(text[at + 1] ?? '')) {
      plain += text[at + 1];
      at += 1;
      continue;
    }
    if (sign === '[' && close < at) {
      const found = text.indexOf(']', at);
      // So that many brackets that are never closed are looked for once.
      close = found === -1 ? text.length : found;
    }
    const end = sign === '[' && text[at - 1] !== '!' ? close : text.length;
    if (end === text.length || text[end + 1] === '(' || end === at + 1) plain += sign;
    else {
      number += 1;
      parts.push(plain, { number, text: text.slice(at + 1, end), hint: '' });
      plain = '';
      at = end;
    }
  }
  return [...parts, plain];
}
