import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printCalendar } from '../../src/lib/export/ical.ts';

const event = {
  id: 's1',
  start: Date.UTC(2026, 10, 21, 8),
  end: Date.UTC(2026, 10, 21, 8, 45),
  stamp: Date.UTC(2026, 10, 21, 9),
  title: 'French: Numbers',
  description: null,
};

test('an event is as RFC 5545 has it', () => {
  expect(printCalendar([{ ...event, description: 'a, b; c\\d\ne' }]).split('\r\n')).toEqual([
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Samedi//Samedi//EN', 'BEGIN:VEVENT'],
    ...['UID:s1@samedi', 'DTSTAMP:20261121T090000Z'],
    ...['DTSTART:20261121T080000Z', 'DTEND:20261121T084500Z', 'SUMMARY:French: Numbers'],
    ...['DESCRIPTION:a\\, b\\; c\\\\d\\ne', 'END:VEVENT', 'END:VCALENDAR', ''],
  ]);
});

test('lines are 75 octets at most, and unfold to what was written', () => {
  const word = fc
    .string({ unit: 'grapheme', maxLength: 200 })
    .map((text) => text.replace(/[\p{Cc}\\;,]/gu, ''));
  fc.assert(
    fc.property(word, (title) => {
      const text = printCalendar([{ ...event, title }]);
      for (const line of text.split('\r\n'))
        expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(text.replaceAll('\r\n ', '').split('\r\n')).toContain(`SUMMARY:${title}`);
    }),
  );
});
