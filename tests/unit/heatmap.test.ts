import { describe, expect, test } from 'vitest';
import { minutesText } from '../../src/lib/text/format.ts';
import { addDays, type Day, weekdayOf } from '../../src/lib/time/days.ts';
import { byMinutes, heatmap, type Limits, pastYear } from '../../src/lib/views/heatmap.ts';
import { learningText, legendOf } from '../../src/lib/views/heatmap-words.ts';

const SATURDAY = '2026-11-21';
const YEAR = pastYear(SATURDAY, 1);

function daysWith(minutes: number[]): Map<Day, { minutes: number; sessions: number }> {
  return new Map(
    minutes.map((each, ago) => [addDays(SATURDAY, -ago), { minutes: each, sessions: 1 }]),
  );
}

/** Of today with the first of the minutes, the day before with the second, and so on. */
function levels(minutes: number[]): number[] {
  const days = heatmap(daysWith(minutes), YEAR, 1, byMinutes).weeks.flat();
  return days
    .flatMap((day) => day?.level ?? [])
    .slice(-minutes.length)
    .toReversed();
}

describe('heatmap', () => {
  test.each([
    [0, 7],
    [1, 6],
    [6, 1],
  ])('weeks that start on %i end with %i days, the last one today', (weekStartsOn, lastDays) => {
    const { weeks } = heatmap(new Map(), pastYear(SATURDAY, weekStartsOn), weekStartsOn, byMinutes);
    expect(weeks).toHaveLength(53);
    expect(weeks.map((week) => weekdayOf(week[0]!.day))).toEqual(weeks.map(() => weekStartsOn));
    const last = weeks.at(-1)!.filter((day) => day !== null);
    expect(last).toHaveLength(lastDays);
    expect(last.at(-1)?.day).toBe(SATURDAY);
  });

  test('a calendar year has its own days, each under its weekday, and no others', () => {
    const span = { first: '2025-01-01', last: '2025-12-31' };
    const { weeks } = heatmap(new Map(), span, 1, byMinutes);
    const days = weeks.flat().filter((day) => day !== null);
    expect(days).toHaveLength(365);
    expect([days[0]?.day, days.at(-1)?.day]).toEqual(['2025-01-01', '2025-12-31']);
    for (const week of weeks) {
      expect(week.map((day, row) => day && weekdayOf(day.day) - ((row + 1) % 7))).toEqual(
        week.map((day) => day && 0),
      );
    }
  });

  test.each(['0000', '9999'])('the year %s, whose weeks go beyond four digits, ends', (year) => {
    const span = { first: `${year}-01-01`, last: `${year}-12-31` };
    for (const weekStartsOn of [0, 1, 6]) {
      const { weeks } = heatmap(new Map(), span, weekStartsOn, byMinutes);
      const days = weeks.flat().filter((day) => day !== null);
      expect(weeks.every((week) => week.length === 7)).toBe(true);
      expect([days[0]?.day, days.at(-1)?.day]).toEqual([span.first, span.last]);
      expect(days).toHaveLength(year === '0000' ? 366 : 365);
    }
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
    expect(heatmap(days, YEAR, 1, byMinutes).active).toEqual({ amount: 70, days: 2 });
  });

  test('any count makes levels, not minutes alone', () => {
    const scale = { amountOf: (count: number) => count, floors: [5, 10, 20] as Limits, step: 1 };
    const counts = new Map([[SATURDAY, 12]]);
    const days = heatmap(counts, YEAR, 1, scale).weeks.flat();
    expect(days.findLast((day) => day !== null)).toEqual({ day: SATURDAY, level: 3, total: 12 });
  });
});

describe('words', () => {
  test('a day says how long and how often', () => {
    expect(learningText('2026-11-03', { minutes: 45, sessions: 2 })).toBe(
      'Tuesday 3 November: 45 min, 2 sessions',
    );
    expect(learningText('2026-11-04', null)).toBe('Wednesday 4 November: nothing');
  });

  test.each<[Limits, string[]]>([
    [
      [15, 30, 60],
      ['nothing', 'under 15 min', 'about 25 min', 'about 45 min', '1 h or more'],
    ],
    [
      [60, 60, 90],
      ['nothing', 'under 1 h', 'about 1 h 15 min', '1 h 30 min or more'],
    ],
    [
      [60, 60, 60],
      ['nothing', 'under 1 h', '1 h or more'],
    ],
  ])('the legend of %j leaves out what no day can have', (limits, texts) => {
    expect(legendOf(limits, 5, minutesText).map(({ text }) => text)).toEqual(texts);
  });
});
