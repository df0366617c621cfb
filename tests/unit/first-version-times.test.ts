import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  readFirstVersionTime,
  readSessionTimes,
  writeTime,
} from '../../src/lib/time/first-version-times.ts';

const ten = Date.UTC(2024, 0, 15, 10);

describe('readFirstVersionTime', () => {
  test.each([
    ['2024-01-15 10:00:00+00:00', ten, null],
    ['2024-01-15T10:00:00Z', ten, null],
    ['2024-01-15 10:00:00', ten, null],
    ['2024-01-15 10:00', ten, null],
    ['2024-01-15 10:00:00 +0000 UTC', ten, null],
    ['2024-01-15 10:00:00 UTC', ten, null],
    ['2024-01-15', Date.UTC(2024, 0, 15), null],
    ['2024-01-15 10:00:00.123456789-08:00', ten + 8 * 3_600_000 + 123, -480],
    ['2024-01-15 15:30:00.9999999+05:30', ten + 999, 330],
    ['2024-01-15T11:00:00.5+01:00', ten + 500, 60],
    ['2024-01-15 02:00:00.123456789 -0800 PST', ten + 123, -480],
    ['2024-01-15 02:00:00 -0800 PST m=+0.123', ten, -480],
    ['2024-01-15 17:00:00 +0700 +07', ten, 420],
    ['2024-01-15 10:00:00 +0000 GMT', ten, 0],
  ])('%s', (text, ms, utcOffsetMinutes) => {
    expect(readFirstVersionTime(text)).toEqual({ ms, utcOffsetMinutes });
  });

  test.each([
    '',
    'now',
    '2024-02-30 10:00:00',
    '2024-01-15 24:00:00',
    '2024-01-15 10:61:00',
    '15/01/2024',
    '1705312800',
    '2024-01-15 10:00:00 PST',
    '2024-01-15 10:00:00+25:00',
    '2024-01-15 10:00:00 +0000 UTC and more',
  ])('"%s" is refused', (text) => {
    expect(() => readFirstVersionTime(text)).toThrow(
      expect.objectContaining({ code: 'invalid_record' }),
    );
  });
});

describe('writeTime', () => {
  test.each([
    [ten, 0, '2024-01-15 10:00:00+00:00'],
    [ten + 123, -480, '2024-01-15 02:00:00.123-08:00'],
    [ten + 20, 345, '2024-01-15 15:45:00.020+05:45'],
  ])('%i at %i is %s', (ms, offset, text) => {
    expect(writeTime(ms, offset)).toBe(text);
  });

  test('what is written is read back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -62_000_000_000_000, max: 253_402_000_000_000 }),
        fc.integer({ min: -1_439, max: 1_439 }),
        (ms, offset) => {
          expect(readFirstVersionTime(writeTime(ms, offset))).toEqual({
            ms,
            utcOffsetMinutes: offset === 0 ? null : offset,
          });
        },
      ),
    );
  });

  test('a year of five digits is refused', () => {
    expect(() => writeTime(Date.UTC(10_000, 0), 0)).toThrow(
      expect.objectContaining({ code: 'invalid_record' }),
    );
  });
});

describe('readSessionTimes', () => {
  const late = '2021-06-22 22:26:57 +0000 UTC';
  const utc = '2021-06-22T23:27:27Z';
  const sydney = '2021-06-23 09:27:27.382862921+10:00';

  test.each([
    ['its start', '2021-06-23 08:26:57+10:00', utc, utc, 600, '2021-06-23'],
    ['else its end', late, sydney, utc, 600, '2021-06-23'],
    ['else when it was stored', late, utc, sydney, 600, '2021-06-23'],
    ['else the fallback', late, null, null, -420, '2021-06-22'],
  ])('%s tells where the learner was', (_, start_time, end_time, created_at, offset, day) => {
    const times = readSessionTimes({ start_time, end_time, created_at }, () => -420);
    expect(times).toMatchObject({
      startedAt: Date.UTC(2021, 5, 22, 22, 26, 57),
      utcOffsetMinutes: offset,
      day,
    });
  });

  test('the fallback is asked about the start', () => {
    const asked: number[] = [];
    const times = { start_time: late, end_time: null, created_at: null };
    const read = readSessionTimes(times, (ms) => asked.push(ms) * 0);
    expect(asked).toEqual([read.startedAt]);
    expect(read).toMatchObject({ endedAt: null, createdAt: read.startedAt });
  });

  test('a night belongs to the day before where days begin later', () => {
    const times = { start_time: '2024-01-15 01:00:00+01:00', end_time: null, created_at: null };
    expect(readSessionTimes(times, () => 0, 240).day).toBe('2024-01-14');
  });
});
