import { afterEach, expect, test } from 'vitest';
import { isKnownZone, offsetAt, systemZone } from '../../cli/src/home/zone.ts';
import { utcOffsetMinutes } from '../../src/lib/time/days.ts';

const HOUR = 3_600_000;
const { TZ } = process.env;

afterEach(() => {
  if (TZ === undefined) delete process.env['TZ'];
  else process.env['TZ'] = TZ;
});

test.each(['Europe/Paris', 'Australia/Lord_Howe', 'America/St_Johns', 'Asia/Kathmandu', 'UTC'])(
  'offsets in %s are those that Intl tells, around each change of the clocks',
  (zone) => {
    for (let ms = Date.UTC(2026, 0, 1); ms < Date.UTC(2027, 0, 1); ms += HOUR) {
      if (offsetAt(ms, zone) !== utcOffsetMinutes(ms, zone)) {
        expect.fail(`${new Date(ms).toISOString()}: ${offsetAt(ms, zone)}`);
      }
    }
  },
);

test('asking leaves the zone of the process as it was', () => {
  const before = [process.env['TZ'], new Date(0).getTimezoneOffset()];
  offsetAt(0, 'Asia/Tokyo');
  expect([process.env['TZ'], new Date(0).getTimezoneOffset()]).toEqual(before);
});

test.each([
  ['Europe/Paris', true],
  ['America/Argentina/Buenos_Aires', true],
  ['UTC', true],
  ['Europe/Atlantis', false],
  ['Europe/../../../etc/passwd', false],
  ['', false],
])('%s is a zone: %s', (name, known) => {
  expect(isKnownZone(name)).toBe(known);
});

test.each([
  undefined,
  'Europe/Paris',
  'Asia/Tokyo',
  'UTC',
  'Etc/UTC',
  ':Asia/Tokyo',
  'EST5EDT',
  'Nowhere',
  '',
])('where TZ is %j, the zone of the system is the one that Intl tells', (zone) => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
  expect(systemZone()).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
});
