import fc from 'fast-check';
import { expect, test } from 'vitest';
import { minutesByHour, readStretches, stretchOf } from '../../src/lib/views/stats/stretches.ts';

test('a stretch is the minute of the day where the learner was, and minutes', () => {
  const session = { started_at: Date.UTC(2026, 10, 20, 23, 30), minutes: 45 };
  expect(stretchOf({ ...session, utc_offset_minutes: 0 })).toBe('1410+45');
  expect(stretchOf({ ...session, utc_offset_minutes: 60 })).toBe('30+45');
  expect(stretchOf({ ...session, utc_offset_minutes: 60, minutes: null })).toBeNull();
  expect(stretchOf({ started_at: -1, utc_offset_minutes: 0, minutes: 0 })).toBe('1439+0');
  expect(readStretches({ '30+45': 2 })).toEqual([{ startsAt: 30, minutes: 45, sessions: 2 }]);
});

test.each([
  ['within an hour', 9 * 60 + 5, 20, { 9: 20 }],
  ['over hours', 9 * 60 + 50, 90, { 9: 10, 10: 60, 11: 20 }],
  ['over midnight', 23 * 60 + 30, 60, { 23: 30, 0: 30 }],
])('minutes %s fall into the hours that they cover', (_, startsAt, minutes, expected) => {
  const hours = minutesByHour({ startsAt, minutes });
  expect(Object.fromEntries(hours.flatMap((m, hour) => (m > 0 ? [[hour, m]] : [])))).toEqual(
    expected,
  );
});

test('no minute is lost or counted twice, however long it took', () => {
  fc.assert(
    fc.property(fc.nat({ max: 1_439 }), fc.nat({ max: 10_000_000 }), (startsAt, minutes) => {
      const sum = minutesByHour({ startsAt, minutes }).reduce((all, hour) => all + hour, 0);
      expect(sum).toBe(minutes);
    }),
  );
});
