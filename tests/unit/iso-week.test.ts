import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isIsoWeek, isoWeekOf } from '../../src/lib/backups/iso-week.ts';
import { addDays, daysBetween, weekdayOf } from '../../src/lib/time/days.ts';

// The known corners: https://en.wikipedia.org/wiki/ISO_week_date#Relation_with_the_Gregorian_calendar
test.each([
  ['2026-01-27', '2026-W05'],
  ['2026-01-01', '2026-W01'],
  ['2025-12-31', '2026-W01'],
  ['2025-12-29', '2026-W01'],
  ['2025-12-28', '2025-W52'],
  ['2026-12-31', '2026-W53'],
  ['2027-01-01', '2026-W53'],
  ['2027-01-03', '2026-W53'],
  ['2027-01-04', '2027-W01'],
  ['2024-12-30', '2025-W01'],
  ['2022-01-01', '2021-W52'],
  ['2021-01-03', '2020-W53'],
  ['2010-01-03', '2009-W53'],
  ['2008-12-29', '2009-W01'],
])('%s lies in %s', (day, week) => {
  expect(isoWeekOf(day)).toBe(week);
});

const days = fc.integer({ min: 0, max: 1_000_000 }).map((count) => addDays('1000-01-01', count));

/** By the other definition: week 1 is the one that holds 4 January, and the weeks are counted from its Monday. */
function byCounting(day: string): string {
  const monday = (any: string) => addDays(any, -((weekdayOf(any) + 6) % 7));
  const own = Number(day.slice(0, 4));
  const year = [own + 1, own, own - 1].find(
    (one) => monday(`${String(one).padStart(4, '0')}-01-04`) <= day,
  );
  const first = monday(`${String(year).padStart(4, '0')}-01-04`);
  const number = daysBetween(first, monday(day)) / 7 + 1;
  return `${String(year).padStart(4, '0')}-W${String(number).padStart(2, '0')}`;
}

test('a week is the same by its Thursday and by counting from 4 January', () => {
  fc.assert(fc.property(days, (day) => isoWeekOf(day) === byCounting(day)));
});

test('a week is seven days from Monday on, and weeks sort as days do', () => {
  fc.assert(
    fc.property(days, (day) => {
      const tomorrow = addDays(day, 1);
      const newWeek = weekdayOf(tomorrow) === 1;
      expect(isoWeekOf(tomorrow) > isoWeekOf(day)).toBe(newWeek);
      expect(isoWeekOf(tomorrow) === isoWeekOf(day)).toBe(!newWeek);
      expect(isIsoWeek(isoWeekOf(day))).toBe(true);
    }),
  );
});

test.each([
  '2025-W53',
  '2026-W00',
  '2026-W54',
  '2026-W5',
  '2026-05',
  '',
  '2026-W05/..',
  ' 2026-W05',
])('"%s" is no week', (text) => {
  expect(isIsoWeek(text)).toBe(false);
});
