import fc from 'fast-check';
import { expect, test } from 'vitest';
import { durationText, readDuration, readEstimate } from '../../src/lib/time/durations.ts';

test.each([
  ['1 hour', 60],
  ['1.5 hours', 90],
  ['1,5 h', 90],
  ['90 minutes', 90],
  ['30 min', 30],
  ['1h', 60],
  ['1h 30m', 90],
  ['1 h 30 min', 90],
  ['1h30', 90],
  ['1h30m', 90],
  ['2 Hours and 5 Minutes', 125],
  ['1 hour, 1 minute', 61],
  ['45m', 45],
  ['1:30', 90],
  ['  0 min ', 0],
])('%s is %i minutes', (text, minutes) => {
  expect(readDuration(text)).toBe(minutes);
});

test.each([
  '',
  'soon',
  '90',
  '1-2 hours',
  '-1 h',
  '30 min 1 h',
  '1:75',
  '2 days',
  '1 hours hours',
  'h',
  'and 5 min 5',
  '99999999 minutes',
  '1,500 hours',
])('%s is no duration', (text) => {
  expect(readDuration(text)).toBeNull();
});

test.each([
  ['2-3 hours', 150],
  ['2 – 3 h', 150],
  ['45 min - 1 hour', 53],
  ['30 to 60 minutes', 45],
  ['1,5-2,5 hrs.', 120],
  ['~2 hours', 120],
  ['approx. 90 min', 90],
  ['1h 30m', 90],
])('%s is expected to take %i minutes', (text, minutes) => {
  expect(readEstimate(text)).toBe(minutes);
});

test.each(['3-2 hours', '2-3', 'soon', '1-2-3 h', '~', '2 days', '1-2 days'])(
  '%s is no estimate',
  (text) => {
    expect(readEstimate(text)).toBeNull();
  },
);

test('what is printed is read back', () => {
  fc.assert(
    fc.property(fc.nat(100_000), (minutes) => {
      expect(readDuration(durationText(minutes))).toBe(minutes);
    }),
  );
});

test.each([
  [60, '1 hour'],
  [90, '1.5 hours'],
  [120, '2 hours'],
  [50, '50 minutes'],
  [30, '30 minutes'],
])('%i minutes are written as %s', (minutes, text) => {
  expect(durationText(minutes)).toBe(text);
});
