import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDayName, readEnd, readMoment, readTyped } from '../../src/lib/time/moments.ts';

/** Saturday 21 November 2026, 09:00 in Paris. */
const NOW = Date.UTC(2026, 10, 21, 8);
const PARIS = 'Europe/Paris';
const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString().slice(0, 16));

test.each([
  ['8:30', '2026-11-21T07:30'],
  ['08:30', '2026-11-21T07:30'],
  ['9:00', '2026-11-21T08:00'],
  ['9:01', '2026-11-20T08:01'],
  ['23:45', '2026-11-20T22:45'],
  ['now', '2026-11-21T08:00'],
  ['today 7:00', '2026-11-21T06:00'],
  ['yesterday 18:40', '2026-11-20T17:40'],
  ['Yesterday  18:40', '2026-11-20T17:40'],
  ['2026-11-20 18:40', '2026-11-20T17:40'],
  ['2026-11-20T18:40', '2026-11-20T17:40'],
  ['2026-07-01 18:40', '2026-07-01T16:40'],
  ['1999-12-31 0:00', '1999-12-30T23:00'],
  ['7am', '2026-11-21T06:00'],
  ['7:30 PM', '2026-11-20T18:30'],
  ['12am', '2026-11-20T23:00'],
  ['12:05 p.m.', '2026-11-20T11:05'],
  ['yesterday at 7pm', '2026-11-20T18:00'],
  ['30m ago', '2026-11-21T07:30'],
  ['1h 30m ago', '2026-11-21T06:30'],
  ['2 hours ago', '2026-11-21T06:00'],
  ['2 days ago', '2026-11-19T08:00'],
  ['monday 18:00', '2026-11-16T17:00'],
  ['Fri, 18:00', '2026-11-20T17:00'],
  ['saturday 8:00', '2026-11-21T07:00'],
  ['saturday 10:00', '2026-11-14T09:00'],
  ['last saturday 8:00', '2026-11-14T07:00'],
  ['2026-11-20 18:40:59', '2026-11-20T17:40'],
  ['2026-11-20T18:40:05.123Z', '2026-11-20T18:40'],
  ['2026-11-20T18:40:05-05:00', '2026-11-20T23:40'],
  ['2026-11-20 18:40 +0530', '2026-11-20T13:10'],
])('%s is %s in UTC', (text, moment) => {
  expect(iso(readMoment(text, NOW, PARIS))).toBe(moment);
});

test.each([
  ...[
    '',
    '25:00',
    '8',
    '8.30',
    '8:3',
    'yesterday',
    'tomorrow 8:00',
    '2026-02-30 8:00',
    '13pm',
    '0am',
  ],
  ...['ago', 'some ago', 'mo 8:00', 'monday', '8:00Z', '2026-11-20T18:40+25:00', 'sundaes 8:00'],
])('"%s" is no moment', (text) => {
  expect(readMoment(text, NOW, PARIS)).toBeNull();
});

describe('when clocks change', () => {
  test('a time that they show twice is the first', () => {
    expect(iso(readMoment('2026-10-25 02:30', NOW, PARIS))).toBe('2026-10-25T00:30');
  });

  test('a time that they skip goes by the clocks before', () => {
    expect(iso(readMoment('2026-03-29 02:30', NOW, PARIS))).toBe('2026-03-29T01:30');
  });

  test('a time that was not, or was twice, is told from others', () => {
    const odd = (text: string) => readTyped(text, NOW, PARIS)?.odd;
    expect(odd('2026-10-25 02:30')).toBe('twice');
    expect(odd('2026-03-29 02:30')).toBe('skipped');
    expect(odd('2026-03-29 03:30')).toBeNull();
    expect(odd('2026-10-25T02:30+01:00')).toBeNull();
  });

  test('an end that was twice is the one after the start', () => {
    const start = Date.UTC(2026, 9, 25, 0, 45);
    expect(iso(readEnd('2:50', start, NOW, PARIS))).toBe('2026-10-25T00:50');
    expect(iso(readEnd('2:15', start, NOW, PARIS))).toBe('2026-10-25T01:15');
  });

  test('the hours around are as they are shown', () => {
    expect(iso(readMoment('2026-03-29 01:59', NOW, PARIS))).toBe('2026-03-29T00:59');
    expect(iso(readMoment('2026-03-29 03:00', NOW, PARIS))).toBe('2026-03-29T01:00');
    expect(iso(readMoment('2026-10-25 03:00', NOW, PARIS))).toBe('2026-10-25T02:00');
  });
});

const zones = fc.constantFrom(PARIS, 'UTC', 'America/St_Johns', 'Asia/Kathmandu');

test('a time alone is the last one, in every zone', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), fc.nat(1439), zones, (now, minutes, zone) => {
      const text = `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
      const ago = now - readMoment(text, now, zone)!;
      expect(ago).toBeGreaterThanOrEqual(0);
      expect(ago).toBeLessThanOrEqual(25 * 3_600_000 + 60_000);
    }),
  );
});

test.each([
  ['9:15', '2026-11-20T08:15'],
  ['8:00', '2026-11-21T07:00'],
  ['8:40', '2026-11-20T07:40'],
  ['8:39', '2026-11-21T07:39'],
  ['2026-11-20 10:00', '2026-11-20T09:00'],
])('what began yesterday at 8:40 and ended at %s ended at %s in UTC', (text, moment) => {
  const start = Date.UTC(2026, 10, 20, 7, 40);
  expect(iso(readEnd(text, start, NOW, PARIS))).toBe(moment);
});

test('a time before the start that is not over on the day after is on the day of the start', () => {
  const start = Date.UTC(2026, 10, 21, 7, 30);
  expect(iso(readEnd('8:00', start, NOW, PARIS))).toBe('2026-11-21T07:00');
  expect(iso(readEnd('9:30', start, NOW, PARIS))).toBe('2026-11-21T08:30');
});

test.each([
  ['2026-11-20', '2026-11-20'],
  ['today', '2026-11-21'],
  ['Yesterday', '2026-11-20'],
  ['1d', '2026-11-21'],
  ['30d', '2026-10-23'],
  ['0d', null],
  ['soon', null],
  ['2026-02-30', null],
])('as a day, "%s" is %s', (text, day) => {
  expect(readDayName(text, '2026-11-21')).toBe(day);
});
