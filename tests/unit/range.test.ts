import { expect, test } from 'vitest';
import { readRange, totalIn } from '../../src/lib/range.ts';

const MONDAY = 1;

test.each([
  ['today', '2026-11-21', '2026-11-21'],
  ['week', '2026-11-16', '2026-11-21'],
  ['Month', '2026-11-01', '2026-11-21'],
  ['year', '2026-01-01', '2026-11-21'],
  ['all', '0000-01-01', '2026-11-21'],
  ['7d', '2026-11-15', '2026-11-21'],
  ['2024', '2024-01-01', '2024-12-31'],
  ['2024-02', '2024-02-01', '2024-02-29'],
  ['2025-12', '2025-12-01', '2025-12-31'],
  ['2026-11-20', '2026-11-20', '2026-11-20'],
  ['2026-11-01..2026-11-20', '2026-11-01', '2026-11-20'],
])('%s is from %s to %s', (text, from, to) => {
  expect(readRange(text, '2026-11-21', MONDAY)).toEqual({ from, to });
});

test.each(['', 'soon', '2026-13', '2026-11-20..2026-11-01', '0d', '2026-11-01..'])(
  '"%s" is no range',
  (text) => {
    expect(readRange(text, '2026-11-21', MONDAY)).toBeNull();
  },
);

test('a week starts where the learner says', () => {
  expect(readRange('week', '2026-11-21', 0)?.from).toBe('2026-11-15');
});

test('both ends of a range count', () => {
  const days = ['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-04'].map(
    (day, index) => [day, { minutes: 10 ** index, sessions: 1 }] as const,
  );
  expect(totalIn(days, { from: '2026-11-02', to: '2026-11-03' })).toEqual({
    minutes: 110,
    sessions: 2,
    active_days: 2,
  });
});
