import { describe, expect, test } from 'vitest';
import { addDays, type Day, weekdayOf } from '../../src/lib/days.ts';
import { HEATMAP_WEEKS, heatmap } from '../../src/lib/heatmap.ts';

const SATURDAY = '2026-11-21';

function daysWith(minutes: number[]): Map<Day, { minutes: number; sessions: number }> {
  return new Map(
    minutes.map((each, ago) => [addDays(SATURDAY, -ago), { minutes: each, sessions: 1 }]),
  );
}

/** Of today with the first of the minutes, the day before with the second, and so on. */
function levels(minutes: number[]): number[] {
  const days = heatmap(daysWith(minutes), SATURDAY, 1).weeks.flat();
  return days
    .slice(-minutes.length)
    .map((day) => day.level)
    .toReversed();
}

describe('heatmap', () => {
  test.each([
    [0, 7],
    [1, 6],
    [6, 1],
  ])('weeks that start on %i end with %i days, the last one today', (weekStartsOn, lastDays) => {
    const { weeks } = heatmap(new Map(), SATURDAY, weekStartsOn);
    expect(weeks).toHaveLength(HEATMAP_WEEKS);
    expect(weeks.map((week) => weekdayOf(week[0]!.day))).toEqual(weeks.map(() => weekStartsOn));
    expect(weeks.at(-1)).toHaveLength(lastDays);
    expect(weeks.at(-1)?.at(-1)?.day).toBe(SATURDAY);
  });

  test('a few short days do not look like feats', () => {
    expect(levels([5, 20, 45, 90])).toEqual([1, 2, 3, 4]);
    expect(levels([5])).toEqual([1]);
  });

  test('with many days the quartiles decide', () => {
    const minutes = Array.from({ length: 100 }, (_, index) => 100 + index);
    const counts = [1, 2, 3, 4].map((level) => levels(minutes).filter((l) => l === level).length);
    expect(counts).toEqual([25, 25, 25, 25]);
  });

  test('days all alike are all full where they are long, and not where they are short', () => {
    expect(new Set(levels(Array(20).fill(60)))).toEqual(new Set([4]));
    expect(new Set(levels(Array(20).fill(25)))).toEqual(new Set([2]));
  });

  test('the sum is of the days that show', () => {
    const days = daysWith([30, 40]).set(addDays(SATURDAY, -500), { minutes: 999, sessions: 9 });
    expect(heatmap(days, SATURDAY, 1).total).toEqual({ minutes: 70, sessions: 2, days: 2 });
  });
});
