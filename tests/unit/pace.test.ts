import { describe, expect, test } from 'vitest';
import { weekOf, weekProgress } from '../../src/lib/time/week.ts';
import { estimateMinutesLeft, paceText, weeksLeft } from '../../src/lib/views/pace.ts';

const plan = {
  chunksTotal: 10,
  chunksCompleted: 4,
  plannedMinutes: 3_000,
  spentMinutes: 1_000,
  recentMinutes: 1_200,
};

describe('weeksLeft', () => {
  test('is the open share of what was planned, at the pace of the last four weeks', () => {
    expect(weeksLeft(plan)).toBe(6);
  });

  test('judges the rest by the completed chunks where nothing was planned', () => {
    expect(estimateMinutesLeft({ ...plan, plannedMinutes: null })).toBe(1_500);
    expect(weeksLeft({ ...plan, plannedMinutes: null })).toBe(5);
  });

  test('a young plan has its pace from fewer days, at least seven', () => {
    expect(weeksLeft({ ...plan, recentDays: 14 })).toBe(3);
    expect(weeksLeft({ ...plan, recentDays: 1 })).toBe(1.5);
  });

  test('nothing is left of a plan that is done', () => {
    expect(weeksLeft({ ...plan, chunksCompleted: 10, recentMinutes: 0 })).toBe(0);
  });

  test.each([
    ['no chunks', { chunksTotal: 0, chunksCompleted: 0 }],
    ['nothing done lately', { recentMinutes: 0 }],
    ['nothing planned and nothing completed', { plannedMinutes: null, chunksCompleted: 0 }],
    ['nothing planned and nothing spent', { plannedMinutes: 0, spentMinutes: 0 }],
  ])('%s: nobody can tell', (_, change) => {
    expect(weeksLeft({ ...plan, ...change })).toBeNull();
  });
});

test.each([
  [0, 'done'],
  [0.2, 'less than a week at this pace'],
  [1.2, 'about a week at this pace'],
  [7.4, 'about 7 weeks at this pace'],
  [20, 'about 5 months at this pace'],
  [103.9, 'about 24 months at this pace'],
  [160, 'about 3 years at this pace'],
  [9_999, 'more than 10 years at this pace'],
])('%d weeks are %s', (weeks, text) => {
  expect(paceText(weeks)).toBe(text);
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
