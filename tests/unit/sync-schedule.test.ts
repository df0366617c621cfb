import fc from 'fast-check';
import { expect, test } from 'vitest';
import { waitAfter } from '../../cli/src/sync/schedule.ts';

const MINUTE = 60_000;

test.each([
  [1, 1],
  [2, 2],
  [3, 4],
  [5, 16],
  [6, 30],
  [60, 30],
])('after %d failures a round waits at most %d minutes', (failures, minutes) => {
  expect(waitAfter(failures, 0)).toBe(minutes * MINUTE);
});

test('jitter takes away up to half', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (n, random) => {
        const wait = waitAfter(n, random);
        expect(wait).toBeLessThanOrEqual(waitAfter(n, 0));
        expect(wait).toBeGreaterThanOrEqual(waitAfter(n, 0) / 2);
      },
    ),
  );
});
