import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { weekOf, weekProgress } from '../../src/lib/time/week.ts';
import { estimateMinutesLeft, isOverrun, paceText, weeksLeft } from '../../src/lib/views/pace.ts';

const plan = {
  chunksTotal: 10,
  chunksCompleted: 4,
  plannedMinutes: 3_000,
  spentMinutes: 1_200,
  recentWeeks: [300, 300, 300, 300],
};

describe('minutes left', () => {
  test('are the open share of what was planned, where the hours so far were as planned', () => {
    expect(estimateMinutesLeft(plan)).toBe(1_800);
  });

  test('are those of the open chunks where chunks say their own, whatever the total says', () => {
    const chunkMinutes = { open: 6_000, completed: 1_200 };
    expect(estimateMinutesLeft({ ...plan, chunkMinutes })).toBe(6_000);
    expect(estimateMinutesLeft({ ...plan, chunkMinutes, plannedMinutes: 60_000 })).toBe(6_000);
  });

  test('grow where chunks took longer than planned, the more so the more chunks tell', () => {
    const slow = { ...plan, spentMinutes: 2_400 };
    const early = estimateMinutesLeft({ ...slow, chunksCompleted: 1, spentMinutes: 600 }) ?? 0;
    expect(estimateMinutesLeft(slow)).toBeCloseTo(1_800 * (3_000 / 1_800));
    expect(early).toBeLessThan(2_700 * 2);
    expect(early).toBeGreaterThan(2_700);
  });

  test('are judged by the completed chunks where nothing was planned', () => {
    expect(estimateMinutesLeft({ ...plan, plannedMinutes: null })).toBe(1_800);
  });

  test('of a plan that took far more than it said are not few', () => {
    const far = { chunksTotal: 157, chunksCompleted: 50, plannedMinutes: 300, spentMinutes: 9_600 };
    expect(estimateMinutesLeft(far)! / 60).toBeGreaterThan(300);
    expect(isOverrun(far)).toBe(true);
    expect(isOverrun(plan)).toBe(false);
    expect(isOverrun({ ...far, chunksCompleted: 157 })).toBe(false);
  });
});

describe('weeks left', () => {
  test('are those minutes at the pace of the last four weeks, and a tenth about it at least', () => {
    expect(weeksLeft(plan)).toEqual({ weeks: 6, least: 6 / 1.1, most: 6 / 0.9 });
  });

  test('reach wider where weeks differ', () => {
    const even = weeksLeft(plan)!;
    const uneven = weeksLeft({ ...plan, recentWeeks: [900, 0, 300, 0] })!;
    expect(uneven.weeks).toBe(even.weeks);
    expect(uneven.least).toBeLessThan(even.least);
    expect(uneven.most).toBeGreaterThan(even.most);
  });

  test('a young plan has its pace from fewer days, at least seven', () => {
    const young = { ...plan, recentWeeks: [600, 600, 0, 0] };
    expect(weeksLeft({ ...young, recentDays: 14 })?.weeks).toBe(3);
    expect(weeksLeft({ ...young, recentWeeks: [600, 0, 0, 0], recentDays: 1 })?.weeks).toBe(3);
  });

  test('nothing is left of a plan that is done', () => {
    const done = { ...plan, chunksCompleted: 10, recentWeeks: [] };
    expect(weeksLeft(done)).toEqual({ weeks: 0, least: 0, most: 0 });
  });

  test.each([
    ['no chunks', { chunksTotal: 0, chunksCompleted: 0 }],
    ['nothing done lately', { recentWeeks: [0, 0, 0, 0] }],
    ['nothing planned and nothing completed', { plannedMinutes: null, chunksCompleted: 0 }],
    ['nothing planned and nothing spent', { plannedMinutes: 0, spentMinutes: 0 }],
    ['more spent than planned and nothing completed', { chunksCompleted: 0, spentMinutes: 3_001 }],
  ])('%s: nobody can tell', (_, change) => {
    expect(weeksLeft({ ...plan, ...change })).toBeNull();
  });

  test('the most likely lies within the range, and all of it ahead', () => {
    const minutes = fc.integer({ min: 0, max: 10_000 });
    const plans = fc.record({
      chunksTotal: fc.integer({ min: 1, max: 300 }),
      chunksCompleted: fc.integer({ min: 0, max: 300 }),
      plannedMinutes: fc.option(minutes),
      chunkMinutes: fc.option(fc.record({ open: minutes, completed: minutes })),
      spentMinutes: minutes,
      recentWeeks: fc.array(minutes, { minLength: 4, maxLength: 4 }),
      recentDays: fc.integer({ min: 0, max: 40 }),
    });
    fc.assert(
      fc.property(plans, (any) => {
        const left = weeksLeft(any);
        if (!left) return;
        expect(left.least).toBeGreaterThanOrEqual(0);
        expect(left.weeks).toBeGreaterThanOrEqual(left.least);
        expect(left.most).toBeGreaterThanOrEqual(left.weeks);
        expect(paceText(left)).toMatch(/^(done|.+ at this pace)$/);
      }),
    );
  });
});

test.each([
  [0, 0, 'done'],
  [0.1, 0.3, 'less than a week at this pace'],
  [0.3, 1.2, 'about a week at this pace'],
  [0.3, 2.2, 'up to 2 weeks at this pace'],
  [6, 9.2, '6 to 9 weeks at this pace'],
  [6.8, 7.4, 'about 7 weeks at this pace'],
  [12, 20, '3 to 5 months at this pace'],
  [100, 160, '2 to 3 years at this pace'],
  [530, 9_999, 'more than 10 years at this pace'],
])('from %d to %d weeks are %s', (least, most, text) => {
  expect(paceText({ weeks: (least + most) / 2, least, most })).toBe(text);
});

test('a week begins where the learner says', () => {
  expect(weekOf('2026-01-08')[0]).toBe('2026-01-05');
  expect(weekOf('2026-01-08', 0)).toEqual([
    '2026-01-04',
    '2026-01-05',
    '2026-01-06',
    '2026-01-07',
    '2026-01-08',
    '2026-01-09',
    '2026-01-10',
  ]);
});

test.each([
  [0, 300, { percent: 0, minutesLeft: 300, reached: false }],
  [299, 300, { percent: 99, minutesLeft: 1, reached: false }],
  [300, 300, { percent: 100, minutesLeft: 0, reached: true }],
  [400, 300, { percent: 100, minutesLeft: 0, reached: true }],
  [400, null, null],
])('%i of %j minutes this week', (minutes, goal, progress) => {
  expect(weekProgress(minutes, goal)).toEqual(progress);
});
