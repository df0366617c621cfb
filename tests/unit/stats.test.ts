import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, daysBetween, weekdayOf } from '../../src/lib/time/days.ts';
import { barsOf, bestGrain, grains, grainsOf } from '../../src/lib/views/stats/bars.ts';
import { breakdown } from '../../src/lib/views/stats/breakdown.ts';
import { cardSchedule } from '../../src/lib/views/stats/card-schedule.ts';
import { planWeeks } from '../../src/lib/views/stats/plan-weeks.ts';
import { statsView } from '../../src/lib/views/stats/stats-page.ts';
import type { PlanDay, StatsTotals } from '../../src/lib/views/stats/totals.ts';

const TODAY = '2026-11-21';
const MONDAY = 1;
const month = { from: '2026-11-01', to: TODAY };
const plans = [
  { id: 'rust', tags: ['systems', 'code', 'code'] },
  { id: 'piano', tags: [] },
];

/** A day of a plan with one session, of `minutes` from 18:00 on. */
const once = (day: string, planId: string, minutes: number): PlanDay => [
  day,
  planId,
  minutes,
  1,
  { [`1080+${minutes}`]: 1 },
];

const rowsOf = fc.uniqueArray(
  fc
    .record({
      day: fc.integer({ min: -40, max: 5 }).map((count) => addDays(TODAY, count)),
      planId: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
      starts: fc.array(
        fc.tuple(fc.integer({ min: 0, max: 1_439 }), fc.integer({ min: 0, max: 300 })),
        { minLength: 1, maxLength: 3 },
      ),
    })
    .map(({ day, planId, starts }): PlanDay => {
      const minutes = starts.reduce((sum, [, each]) => sum + each, 0);
      const alike = Map.groupBy(starts, ([at, each]) => `${at}+${each}`);
      const stretches = [...alike].map(([text, those]) => [text, those.length]);
      return [day, planId, minutes, starts.length, Object.fromEntries(stretches)];
    }),
  { selector: ([day, planId]) => `${day} ${planId}`, maxLength: 60 },
);

describe('a breakdown', () => {
  test('adds up: by plan, weekday, hour and length, whatever the range', () => {
    fc.assert(
      fc.property(rowsOf, fc.integer({ min: 0, max: 45 }), (rows, days) => {
        const range = { from: addDays(TODAY, -days), to: TODAY };
        const found = breakdown(rows, range, []);
        const sum = (values: { minutes: number; sessions: number }[]) => ({
          minutes: values.reduce((all, each) => all + each.minutes, 0),
          sessions: values.reduce((all, each) => all + each.sessions, 0),
        });
        const whole = { minutes: found.minutes, sessions: found.sessions };
        expect(sum(rows.filter(([day]) => day >= range.from && day <= TODAY).map(asTotal))).toEqual(
          whole,
        );
        expect(sum(found.plans)).toEqual(whole);
        expect(sum(found.tags)).toEqual(whole);
        expect(sum(found.weekdays)).toEqual(whole);
        expect(sum(found.days)).toEqual(whole);
        expect(found.hours.reduce((all, each) => all + each, 0)).toBe(found.minutes);
        expect(found.lengths.reduce((all, each) => all + each.sessions, 0)).toBe(found.sessions);
        expect(found.active_days).toBe(found.days.length);
      }),
    );
  });

  test('a plan counts for each of its tags once, and one without stands apart', () => {
    const rows = [once(TODAY, 'rust', 60), once(TODAY, 'piano', 30), once(TODAY, 'gone', 5)];
    expect(breakdown(rows, month, plans).tags).toEqual([
      { tag: 'code', minutes: 60, sessions: 1 },
      { tag: 'systems', minutes: 60, sessions: 1 },
      { tag: null, minutes: 35, sessions: 2 },
    ]);
  });

  test('a weekday is that of the session’s own day', () => {
    // Half past midnight, on a day that begins at four: still Friday.
    const late: PlanDay = ['2026-11-20', 'rust', 30, 1, { '30+30': 1 }];
    const { weekdays, hours } = breakdown([late], month, plans);
    expect(weekdays[5]).toEqual({ weekday: 5, minutes: 30, sessions: 1 });
    expect(hours[0]).toBe(30);
  });

  test('half of the sessions take the median or longer', () => {
    const rows = [
      once('2026-11-01', 'rust', 10),
      once('2026-11-02', 'rust', 50),
      once('2026-11-03', 'rust', 40),
      once('2026-11-04', 'rust', 300),
    ];
    const { median_minutes, lengths, longest_days } = breakdown(rows, month, plans);
    expect(median_minutes).toBe(50);
    expect(lengths.filter(({ sessions }) => sessions > 0)).toEqual([
      { from_minutes: 0, to_minutes: 15, sessions: 1 },
      { from_minutes: 30, to_minutes: 45, sessions: 1 },
      { from_minutes: 45, to_minutes: 60, sessions: 1 },
      { from_minutes: 180, to_minutes: null, sessions: 1 },
    ]);
    expect(longest_days.map(({ day }) => day)).toEqual([
      '2026-11-04',
      '2026-11-02',
      '2026-11-03',
      '2026-11-01',
    ]);
    expect(breakdown([], month, plans).median_minutes).toBeNull();
  });
});

function asTotal([, , minutes, sessions]: PlanDay) {
  return { minutes, sessions };
}

describe('bars', () => {
  test('stand for each day of the range once, and hold all of its minutes', () => {
    const anyRange = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.constantFrom(...grains));
    fc.assert(
      fc.property(rowsOf, anyRange, fc.constantFrom(0, 1, 6), (rows, [days, grain], start) => {
        const range = { from: addDays(TODAY, -days), to: TODAY };
        const { bars, series } = barsOf(rows, range, grain, start);
        expect(bars[0]?.from).toBe(range.from);
        expect(bars.at(-1)?.to).toBe(range.to);
        for (const [at, bar] of bars.entries()) {
          expect(bar.parts.reduce((sum, part) => sum + part, 0)).toBe(bar.minutes);
          if (at > 0) expect(daysBetween(bars[at - 1]!.to, bar.from)).toBe(1);
          if (at > 0 && grain === 'week') expect(weekdayOf(bar.from)).toBe(start);
        }
        const minutes = breakdown(rows, range, []).minutes;
        expect(bars.reduce((sum, bar) => sum + bar.minutes, 0)).toBe(minutes);
        expect(series.reduce((sum, each) => sum + each.minutes, 0)).toBe(minutes);
      }),
    );
  });

  test('the plans with most have a series each, the rest share one', () => {
    const rows = Array.from({ length: 30 }, (_, n) => once(TODAY, `plan-${n}`, 100 - n));
    const { series } = barsOf(rows, month, 'day', MONDAY);
    expect(series.map(({ planId }) => planId)).toEqual([
      ...[0, 1, 2, 3, 4, 5].map((n) => `plan-${n}`),
      null,
    ]);
    expect(series.at(-1)?.minutes).toBe(rows.slice(6).reduce((sum, row) => sum + row[2], 0));
  });

  test('of a life longer than a chart the last ones show, and the rest is told', () => {
    const rows = [once('1970-01-01', 'rust', 25), once(TODAY, 'rust', 30)];
    const { bars, earlierMinutes } = barsOf(
      rows,
      { from: '1970-01-01', to: TODAY },
      'month',
      MONDAY,
    );
    expect(bars).toHaveLength(400);
    expect(bars.at(-1)?.minutes).toBe(30);
    expect(earlierMinutes).toBe(25);
  });

  test.each([
    ['2026-11-21', 'day', ['day']],
    ['2026-10-23', 'day', ['day', 'week']],
    ['2026-08-31', 'week', ['day', 'week', 'month']],
    ['2025-12-01', 'month', ['day', 'week', 'month']],
    ['2016-11-01', 'month', ['month']],
  ])('from %s on they are best by %s', (from, best, offered) => {
    expect(bestGrain({ from, to: TODAY })).toBe(best);
    expect(grainsOf({ from, to: TODAY })).toEqual(offered);
  });
});

test('cards come due today with what is overdue, then day by day', () => {
  const totals: Pick<StatsTotals, 'card_counts' | 'due'> = {
    card_counts: [
      ['rust', 1, 2, 3],
      ['piano', 10, 0, 0],
    ],
    due: [
      ['2026-11-19', 'rust', 4],
      [TODAY, 'rust', 1],
      ['2026-11-22', 'piano', 5],
      ['2026-12-04', 'rust', 6],
      ['2026-12-05', 'rust', 7],
    ],
  };
  const { days, ...counts } = cardSchedule(totals, TODAY);
  expect(counts).toEqual({ new: 11, learning: 2, mature: 3, due: 5 });
  expect(days).toHaveLength(14);
  expect(days.filter(({ cards }) => cards > 0)).toEqual([
    { day: TODAY, cards: 5 },
    { day: '2026-11-22', cards: 5 },
    { day: '2026-12-04', cards: 6 },
  ]);
  expect(cardSchedule(totals, TODAY, 'piano')).toMatchObject({ new: 10, due: 0 });
});

describe('the view', () => {
  const empty: StatsTotals = {
    plans: [],
    days: [],
    years: [],
    calendar: null,
    reviews: [],
    review_calendar: [],
    card_counts: [],
    due: [],
  };

  test('of nothing is empty for every range', () => {
    for (const range of ['30d', '12w', '12m', 'all', '2024']) {
      const view = statsView(empty, TODAY, MONDAY, { range });
      expect(view.numbers.minutes).toBe(0);
      expect(view.bars.bars.length).toBeGreaterThan(0);
      expect(view.years).toEqual([]);
    }
  });

  test('narrowed to a plan, everything is of it', () => {
    const totals: StatsTotals = {
      ...empty,
      plans: [
        { id: 'rust', title: 'Rust', created_at: 1, tags: ['code'] },
        { id: 'piano', title: 'Piano', created_at: 0, tags: [] },
      ],
      days: [once(TODAY, 'rust', 60), once(TODAY, 'piano', 30)],
      years: [{ year: '2026', days: { '11-21': [90, 2] } }],
      calendar: [[TODAY, 60, 1]],
      reviews: [
        [TODAY, 'rust', 10, 9],
        [TODAY, 'piano', 10, 0],
      ],
      review_calendar: [[TODAY, 'rust', 10, 9]],
    };
    const view = statsView(totals, TODAY, MONDAY, { range: 'all', plan: 'rust' });
    expect(view.plan).toEqual({ id: 'rust', title: 'Rust', color: 1 });
    expect(view.numbers).toMatchObject({ minutes: 60, plans: [{ id: 'rust' }] });
    expect(view.bars.bars).toEqual([{ from: TODAY, to: TODAY, minutes: 60, parts: [60] }]);
    expect(view.calendar.active).toEqual({ days: 1, amount: 60 });
    expect(view.reviews).toMatchObject({ total: 10, retention: 0.9 });
    expect(view.reviewCalendar.active).toEqual({ days: 1, amount: 10 });
    expect(statsView(totals, TODAY, MONDAY, { range: 'all', plan: 'eve' }).plan).toBeNull();
  });

  test('a calendar of this year ends today, one of another with its December', () => {
    const of = (year?: string) =>
      statsView(empty, TODAY, MONDAY, { range: '30d', year })
        .calendar.weeks.flat()
        .filter((day) => day !== null)
        .map(({ day }) => day);
    expect([of('2026').at(0), of('2026').at(-1)]).toEqual(['2026-01-01', TODAY]);
    expect([of('2024').at(0), of('2024').at(-1)]).toEqual(['2024-01-01', '2024-12-31']);
    expect(of('2024')).toHaveLength(366);
    expect(of().at(-1)).toBe(TODAY);
  });
});

describe('the weeks of a plan', () => {
  const weeksOf = (...days: string[]) =>
    planWeeks(
      days.map((day) => once(day, 'rust', 30)),
      TODAY,
      MONDAY,
    );

  test('are the last 26 up to today while it is worked on', () => {
    const { bars } = weeksOf('2026-06-01', '2026-10-01')!;
    expect(bars).toHaveLength(26);
    expect(bars[0]).toMatchObject({ from: '2026-05-25', minutes: 0 });
    expect(bars.at(-1)).toMatchObject({ from: '2026-11-16', to: TODAY });
  });

  test('end with its last session where that is longer ago', () => {
    const { bars } = weeksOf('2024-03-01', '2024-05-08')!;
    expect(bars).toHaveLength(26);
    expect(bars.at(-1)).toMatchObject({ from: '2024-05-06', to: '2024-05-08', minutes: 30 });
    expect(bars.reduce((sum, bar) => sum + bar.minutes, 0)).toBe(60);
  });

  test('are none before the first session', () => {
    expect(weeksOf()).toBeNull();
    expect(weeksOf('2026-11-22')).toBeNull();
  });
});
