import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minutesText } from '../../src/lib/text/format.ts';
import { addDays, type Day, weekdayOf } from '../../src/lib/time/days.ts';
import {
  byMinutes,
  heatmap,
  type Level,
  type Limits,
  pastYear,
} from '../../src/lib/views/heatmap.ts';
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

  test('many days alike leave no level empty', () => {
    const tied = [...Array(50).fill(30), 5, 10, 45, 60, 90];
    expect(new Set(levels(tied))).toEqual(new Set([1, 2, 3, 4]));
    expect(new Set(levels([...Array(20).fill(30), 45, 60]))).toEqual(new Set([2, 3, 4]));
    expect(new Set(levels([...Array(20).fill(30), 31]))).toEqual(new Set([2, 4]));
  });

  test('levels spread over any days, in the order of what was learned', () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 8, maxLength: 60 });
    const alike = fc.array(fc.constantFrom(15, 20, 25, 30, 60), { minLength: 8, maxLength: 60 });
    fc.assert(
      fc.property(fc.oneof(amounts, alike), (minutes) => {
        const found = levels(minutes);
        const distinct = new Set(minutes).size;
        const spread = [0, 1, 2, 3, 4][Math.min(distinct, 4)];
        if (distinct > 1) expect(new Set(found).size).toBe(spread);
        for (const [i, one] of minutes.entries())
          for (const [j, other] of minutes.entries())
            if (one <= other) expect(found[i]).toBeLessThanOrEqual(found[j]!);
      }),
    );
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

  test.each<[Limits, Level[], string[]]>([
    [
      [15, 30, 60],
      [1, 2, 3, 4],
      ['nothing', 'under 15 min', 'from 15 min', 'from 30 min', 'from 1 h'],
    ],
    [
      [60, 90, 90],
      [2, 4],
      ['nothing', 'from 1 h', 'from 1 h 30 min'],
    ],
    [[15, 30, 60], [], ['nothing']],
  ])('the legend of %j with the levels %j', (limits, shown, texts) => {
    expect(legendOf({ limits, levels: shown }, minutesText).map(({ text }) => text)).toEqual(texts);
  });
});

describe('colours', () => {
  const tokens = readFileSync(new URL('../../src/styles/tokens.css', import.meta.url), 'utf8');
  const heat = [...tokens.matchAll(/--color-heat-\d: light-dark\((#\w{6}), (#\w{6})\)/g)];

  test.each([
    ['light', 1],
    ['dark', 2],
  ] as const)('of %s pages: each level stands out from the one before', (_, group) => {
    const colors = heat.map((match) => match[group] ?? '');
    expect(colors).toHaveLength(5);
    for (const [index, color] of colors.slice(1).entries())
      expect(contrast(colors[index]!, color), color).toBeGreaterThan(1.6);
  });
});

/** WCAG 2.2, contrast ratio and relative luminance. */
function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

function luminance(color: string): number {
  const parts = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255);
  const [red, green, blue] = parts.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
