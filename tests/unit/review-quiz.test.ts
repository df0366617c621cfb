import { describe, expect, test } from 'vitest';
import type { Card } from '../../cli/src/records/card-rows.ts';
import { keysIn } from '../../cli/src/review/keys.ts';
import { asked, isOver, newQuiz, press, type Quiz } from '../../cli/src/review/quiz.ts';
import { type Size, viewOf } from '../../cli/src/review/view.ts';
import { newSchedule } from '../../src/lib/reviews/sm2.ts';

const DAY = '2026-11-20';
const card = (id: string, question = `${id}?`, answer = `${id}!`): Card => ({
  ...{ id, plan_id: 'french-b1', chunk_id: null, question, answer, tags: [], created_at: 0 },
  ...newSchedule(DAY),
});
const cards = ['a', 'b', 'c'].map((id) => card(id));

/** What a round comes to when these are typed, and what was stored on the way. */
function play(typed: string, due: readonly Card[] = cards): { quiz: Quiz; stored: string[] } {
  const stored: string[] = [];
  let quiz = newQuiz(due, DAY);
  for (const key of keysIn(typed)) {
    const pressed = press(quiz, key, 0);
    if (pressed.rate) stored.push(`${pressed.rate.card.id}${pressed.rate.rating}`);
    quiz = pressed.quiz;
  }
  return { quiz, stored };
}

describe('a round', () => {
  test.each([
    ['space and enter show, 1 to 4 rate', ' 3\r4 2', ['a3', 'b4', 'c2'], true],
    ['a rating before the answer shows is none', '3 3', ['a3'], false],
    ['space on an answer rates nothing', '   3', ['a3'], false],
    ['other keys mean nothing', 'x5\u001b[C\u001b[15~é 3', ['a3'], false],
    ['q leaves, and what was rated stays', ' 3q 4', ['a3'], true],
    ['escape leaves', ' 3\u001b', ['a3'], true],
    ['control-C leaves', ' \u0003', [], true],
    ['a card rated 1 comes once more at the end', ' 1 3 3', ['a1', 'b3', 'c3'], false],
    ['and is then practice: nothing is stored', ' 1 3 3 4', ['a1', 'b3', 'c3'], true],
    ['once, even if it is 1 again', ' 1 1 1 1 1 1', ['a1', 'b1', 'c1'], true],
    ['nothing is stored after the end', ' 3 3 3 3 3', ['a3', 'b3', 'c3'], true],
  ])('%s: %j', (_, typed, stored, over) => {
    const played = play(typed);
    expect(played.stored).toEqual(stored);
    expect(isOver(played.quiz)).toBe(over);
  });

  test('asks one card after the other', () => {
    expect(asked(play(' 3').quiz)).toMatchObject({ card: { id: 'b' }, practice: false });
    expect(asked(play(' 3 1 3').quiz)).toMatchObject({ card: { id: 'b' }, practice: true });
  });
});

const plain = (_: string, text: string) => text;
const linesOf = (quiz: Quiz, size: Size = { columns: 60, rows: 12 }) =>
  viewOf(quiz, size, plain).lines;

describe('the screen', () => {
  test('shows the question, how far it is, and the keys', () => {
    const lines = linesOf(play(' 3').quiz);
    expect(lines[0]).toBe('2 of 3 · french-b1');
    expect(lines[2]).toBe('b?');
    expect(lines).toHaveLength(12);
    expect(lines.at(-1)).toBe('space shows the answer  q leaves');
    expect(lines.join()).not.toContain('b!');
  });

  test('with the answer, shows what each rating leads to', () => {
    const due = [{ ...card('a'), interval_days: 6, repetitions: 2 }];
    const lines = linesOf(play(' ', due).quiz, { columns: 80, rows: 12 });
    expect(lines).toContain('a!');
    expect(lines.at(-1)).toBe(
      '1 again · 1 day  2 hard · 1 day  3 good · 15 days  4 easy · 15 days  q leaves',
    );
  });

  test('says which are asked once more', () => {
    expect(linesOf(play(' 1 3 3').quiz)[0]).toBe('Once more, 1 of 1 · french-b1');
  });

  test('shows markdown without its marks', () => {
    const text = '**le** _chat_ `x` [wiki](https://example.org)\n- one';
    expect(linesOf(newQuiz([card('a', text)], DAY))).toEqual(
      expect.arrayContaining(['le chat x wiki', '- one']),
    );
  });

  test('takes away what a terminal would take for a command', () => {
    const text = 'a\u001b[2Jb\u0007c\u202ed\r\ne';
    expect(linesOf(newQuiz([card('a', text)], DAY)).slice(2, 4)).toEqual(['a[2Jbcd', 'e']);
  });

  test.each([
    ['long words', 'x'.repeat(100), 20, 'x'.repeat(20)],
    ['words', 'one two three four five', 10, 'one two '],
    ['wide characters, two columns each', '漢字'.repeat(10), 10, '漢字漢字漢'],
    ['right-to-left text, in its own order', 'שלום עולם', 30, 'שלום עולם'],
  ])('wraps %s', (_, text, columns, first) => {
    const lines = linesOf(newQuiz([card('a', text)], DAY), { columns, rows: 20 });
    expect(lines[2]).toBe(first);
  });

  test('a text longer than the screen moves up and down, and no further than its end', () => {
    const text = Array.from({ length: 30 }, (_, i) => `line ${i}`).join('\n');
    let quiz = newQuiz([card('a', text)], DAY);
    const { furthest } = viewOf(quiz, { columns: 40, rows: 12 }, plain);
    expect(furthest).toBe(22);
    for (const key of keysIn('\u001b[B'.repeat(99))) quiz = press(quiz, key, furthest).quiz;
    const lines = linesOf(quiz, { columns: 40, rows: 12 });
    expect(lines.slice(2, 4)).toEqual(['line 22', 'line 23']);
    quiz = press(quiz, 'up', furthest).quiz;
    expect(linesOf(quiz, { columns: 40, rows: 12 })[2]).toBe('line 21');
  });

  test.each([
    { columns: 1, rows: 1 },
    { columns: 3, rows: 2 },
    { columns: 20, rows: 5 },
    { columns: 20, rows: 8 },
    { columns: 200, rows: 60 },
  ])('fits into %j', (size) => {
    for (const typed of ['', ' ', ' 1 3 3', ' 1 3 3 ']) {
      const lines = linesOf(play(typed).quiz, size);
      expect(lines.length).toBeLessThanOrEqual(size.rows);
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(size.columns);
    }
  });
});
