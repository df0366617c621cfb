import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type Day } from '../../src/lib/time/days.ts';
import { streaks } from '../../src/lib/views/streaks.ts';

const today = '2026-03-02';
const ago = (...counts: number[]) => counts.map((count) => addDays(today, -count));

describe('streaks', () => {
  test.each([
    ['no day', [], 0, 0],
    ['today alone', [0], 1, 1],
    ['yesterday alone: today is still open', [1], 1, 1],
    ['the day before yesterday: it is over', [2, 3, 4], 0, 3],
    ['over the end of a month, in any order, with repeats', [1, 4, 2, 3, 2], 4, 4],
    ['a longer one before', [0, 1, 3, 4, 5, 6], 2, 4],
    ['tomorrow, after a flight westwards', [-1, 0, 1], 3, 3],
    ['a day far in the future leaves the current one alone', [-300, 0, 1], 2, 2],
  ])('%s', (_, days, current, longest) => {
    expect(streaks(ago(...days), today)).toMatchObject({ current, longest });
  });

  test('tells whether today is active, and the last day', () => {
    expect(streaks(ago(1, 9), today)).toMatchObject({ activeToday: false, lastDay: '2026-03-01' });
    expect(streaks(ago(0), today)).toMatchObject({ activeToday: true, lastDay: today });
    expect(streaks([], today)).toMatchObject({ activeToday: false, lastDay: null });
  });

  test('equals a naive recount', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(60)), (counts) => {
        const days = new Set(ago(...counts));
        const run = (from: Day): number => (days.has(from) ? 1 + run(addDays(from, -1)) : 0);
        const { current, longest } = streaks(days, today);
        expect(current).toBe(run(today) || run(addDays(today, -1)));
        expect(longest).toBe(Math.max(0, ...[...days].map(run)));
      }),
    );
  });
});
