import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../../src/lib/time/days.ts';
import { dayTotals, type YearTotals } from '../../src/lib/views/year-totals.ts';

test("years, in any order, are days in the calendar's", () => {
  const years = [
    { year: '2024', days: { '12-31': [5, 1], '02-29': [45, 2] } },
    { year: '2023', days: { '03-01': [0, 1] } },
  ] as const;
  expect([...dayTotals(years)]).toEqual([
    ['2023-03-01', { minutes: 0, sessions: 1 }],
    ['2024-02-29', { minutes: 45, sessions: 2 }],
    ['2024-12-31', { minutes: 5, sessions: 1 }],
  ]);
});

test('every set of days comes back from its years', () => {
  const counts = fc.dictionary(
    fc.integer({ min: 0, max: 3_000 }).map((count) => addDays('2019-12-30', count)),
    fc.record({ minutes: fc.nat(600), sessions: fc.integer({ min: 1, max: 9 }) }),
  );
  fc.assert(
    fc.property(counts, (totals) => {
      const years = new Map<string, YearTotals>();
      for (const [day, { minutes, sessions }] of Object.entries(totals)) {
        const year = day.slice(0, 4);
        const row = years.get(year) ?? { year, days: {} };
        row.days[day.slice(5)] = [minutes, sessions];
        years.set(year, row);
      }
      const back = dayTotals(years.values());
      expect(Object.fromEntries(back)).toEqual({ ...totals });
      expect([...back.keys()]).toEqual(Object.keys(totals).sort());
    }),
  );
});
