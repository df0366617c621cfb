import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  dayAt,
  dayIn,
  daysBetween,
  isDay,
  isTimeZone,
  startOfWeek,
  utcOffsetMinutes,
  weekdayOf,
} from '../../src/lib/time/days.ts';

const days = fc.integer({ min: 0, max: 3_000_000 }).map((count) => addDays('0001-01-01', count));
const moments = fc.integer({ min: Date.UTC(1971, 0), max: Date.UTC(2099, 0) });
const zones = fc.constantFrom(
  'UTC',
  'Europe/Paris',
  'Australia/Sydney',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Pacific/Apia',
  'America/Los_Angeles',
);

test('every calendar date is a day, and a day more is the next one', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: -1_000, max: 1_000 }), (day, count) => {
      expect(isDay(day)).toBe(true);
      fc.pre(daysBetween('0001-01-01', day) + count >= 0);
      const moved = addDays(day, count);
      expect(daysBetween(day, moved)).toBe(count);
      expect(addDays(moved, -count)).toBe(day);
      expect(Math.sign(count)).toBe(moved < day ? -1 : moved > day ? 1 : 0);
    }),
  );
});

test.each([
  '2026-02-29',
  '2026-13-01',
  '2026-1-1',
  '2026-01-00',
  '',
  '2026-01-01T00:00',
  ' 2026-01-01',
  '٢٠٢٦-01-01',
])('"%s" is no day', (text) => {
  expect(isDay(text)).toBe(false);
});

test('29 February is a day in leap years only', () => {
  expect(['2024', '2000', '1900', '2100'].map((year) => isDay(`${year}-02-29`))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test('a week starts on its first weekday, at most six days back', () => {
  fc.assert(
    fc.property(days, fc.nat(6), (day, first) => {
      fc.pre(day > '0001-01-07');
      const start = startOfWeek(day, first);
      expect(weekdayOf(start)).toBe(first);
      expect(daysBetween(start, day)).toBeGreaterThanOrEqual(0);
      expect(daysBetween(start, day)).toBeLessThan(7);
    }),
  );
});

describe('the day of an instant', () => {
  test.each([
    [Date.UTC(2026, 0, 1, 23, 30), 60, 0, '2026-01-02'],
    [Date.UTC(2026, 0, 1, 0, 30), -60, 0, '2025-12-31'],
    [Date.UTC(2026, 0, 2, 3, 59), 0, 240, '2026-01-01'],
    [Date.UTC(2026, 0, 2, 4, 0), 0, 240, '2026-01-02'],
  ])('%i at offset %i, days from minute %i', (ms, offset, startsAt, day) => {
    expect(dayAt(ms, offset, startsAt)).toBe(day);
  });

  test.each([
    ['Europe/Paris', Date.UTC(2026, 2, 29, 0, 59, 59), 60],
    ['Europe/Paris', Date.UTC(2026, 2, 29, 1, 0, 0), 120],
    ['Australia/Sydney', Date.UTC(2026, 0, 1), 660],
    ['Asia/Kathmandu', Date.UTC(2026, 0, 1), 345],
    ['Pacific/Apia', Date.UTC(2011, 11, 29), -600],
    ['Pacific/Apia', Date.UTC(2011, 11, 31), 840],
  ])('%s at %i is %i minutes east', (zone, ms, offset) => {
    expect(utcOffsetMinutes(ms, zone)).toBe(offset);
  });

  test('is what a calendar in that zone says', () => {
    fc.assert(
      fc.property(moments, zones, (ms, timeZone) => {
        expect(dayIn(ms, timeZone)).toBe(new Intl.DateTimeFormat('sv-SE', { timeZone }).format(ms));
      }),
    );
  });
});

test('a zone that the runtime does not know is none', () => {
  expect(isTimeZone('Europe/Paris')).toBe(true);
  expect(isTimeZone('Mars/Olympus')).toBe(false);
});
