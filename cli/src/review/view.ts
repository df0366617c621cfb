/** The quiz as lines of text, for a terminal of any size. */
import { wrapAnsi } from 'fast-wrap-ansi';
import { type Rating, schedule } from '../../../src/lib/reviews/sm2.ts';
import { countText } from '../../../src/lib/text/format.ts';
import { plainInline } from '../../../src/lib/text/markdown/read.ts';
import type { Card } from '../records/card-rows.ts';
import { asked, type Quiz } from './quiz.ts';

export interface Size {
  columns: number;
  rows: number;
}

export interface View {
  lines: string[];
  /** How many lines the text can be moved up by. */
  furthest: number;
}

type Paint = (style: 'bold' | 'dim', text: string) => string;

const names: Readonly<Record<Rating, string>> = { 1: 'again', 2: 'hard', 3: 'good', 4: 'easy' };

/** At most `rows` lines of at most `columns`; nothing once the round is over. */
export function viewOf(quiz: Quiz, { columns, rows }: Size, paint: Paint): View {
  const now = asked(quiz);
  if (!now) return { lines: [], furthest: 0 };
  const wrap = (text: string) => wrapped(text, columns);
  const question = textOf(now.card.question).flatMap(wrap);
  const answer = quiz.shown ? textOf(now.card.answer).flatMap(wrap) : [];
  const body = [
    ...question.map((line) => paint('bold', line)),
    ...(quiz.shown ? ['', paint('dim', '─'.repeat(Math.min(columns, 40))), '', ...answer] : []),
  ];
  const head = wrap(place(quiz, now)).slice(0, 1);
  const foot = pack(hints(quiz, now), columns);
  // A terminal too small for all shows the card first.
  const framed = rows >= head.length + foot.length + 4;
  const room = Math.max(1, framed ? rows - head.length - foot.length - 2 : rows - 1);
  const furthest = Math.max(0, body.length - room);
  const from = Math.min(quiz.scrolled, furthest);
  const shown = body.slice(from, from + room);
  if (!framed) return { lines: [...shown, ...foot.slice(0, 1)].slice(0, rows), furthest };
  const dim = (lines: string[]) => lines.map((line) => paint('dim', line));
  const empty = Array.from({ length: room - shown.length }, () => '');
  return { lines: [...dim(head), '', ...shown, ...empty, '', ...dim(foot)], furthest };
}

function place(quiz: Quiz, { card, practice }: { card: Card; practice: boolean }): string {
  const count = practice
    ? `Once more, ${quiz.practised + 1} of ${quiz.again.length}`
    : `${quiz.ratings.length + 1} of ${quiz.due.length}`;
  return `${count} · ${card.plan_id}`;
}

function hints(quiz: Quiz, { card, practice }: { card: Card; practice: boolean }): string[] {
  if (!quiz.shown) return ['space shows the answer', 'q leaves'];
  if (practice) return ['space goes on', 'q leaves'];
  const ratings = ([1, 2, 3, 4] as const).map((rating) => {
    const { interval_days } = schedule(card, rating, quiz.day);
    return `${rating} ${names[rating]} · ${countText(interval_days, 'day')}`;
  });
  return [...ratings, 'q leaves'];
}

/** Beside each other where they fit, two spaces between. */
function pack(hints: readonly string[], columns: number): string[] {
  const lines: string[] = [];
  for (const hint of hints) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 2 + hint.length <= columns) {
      lines[lines.length - 1] = `${last}  ${hint}`;
    } else lines.push(hint.slice(0, columns));
  }
  return lines;
}

/** Markdown without its marks, and nothing that a terminal would take for a command. */
function textOf(text: string): string[] {
  const harmless = text.replace(/\r\n?/g, '\n').replace(/\t/g, '    ');
  const lines = harmless.replace(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/gu, '').split('\n');
  return lines.map((line) => plainInline(line));
}

function wrapped(line: string, columns: number): string[] {
  return wrapAnsi(line, Math.max(1, columns), { hard: true, trim: false }).split('\n');
}
