import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LoggedReview, reviewTime, scheduleFrom } from '../../src/lib/reviews/log.ts';
import { newSchedule, type Rating, type Schedule, schedule } from '../../src/lib/reviews/sm2.ts';
import { reviewStats } from '../../src/lib/reviews/stats.ts';
import { addDays } from '../../src/lib/time/days.ts';

const first = '2026-01-27';
const start = fc
  .record({
    ease_factor: fc.integer({ min: 13, max: 40 }).map((tenths) => tenths / 10),
    interval_days: fc.integer({ min: 1, max: 400 }),
    repetitions: fc.integer({ min: 0, max: 9 }),
  })
  .map((known): Schedule => ({ ...known, next_review: first, last_review: null }));
const rating = fc.constantFrom<Rating>(1, 2, 3, 4);
/** Ratings of one card; two may carry the same time. Their `before` says what their device happened to know. */
const log = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom(...'abcdefghij'),
    rating,
    reviewed_at: fc.integer({ min: 1, max: 5 }),
    day: fc.integer({ min: 0, max: 30 }).map((days) => addDays(first, days)),
    before: start,
  }),
  { selector: ({ id }) => id, minLength: 1 },
);

const inOrder = (reviews: readonly LoggedReview[]) =>
  reviews.toSorted((a, b) => a.reviewed_at - b.reviewed_at || a.id.localeCompare(b.id));

describe("a card's schedule", () => {
  test('is the same in whatever order its reviews arrived', () => {
    fc.assert(
      fc.property(
        log.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        ([all, shuffled]) => {
          expect(scheduleFrom(shuffled)).toEqual(scheduleFrom(all));
        },
      ),
    );
  });

  test('follows from one review after the other, as they were rated on one device', () => {
    fc.assert(
      fc.property(start, fc.array(rating, { minLength: 1, maxLength: 12 }), (card, ratings) => {
        let now = card;
        const reviews: LoggedReview[] = [];
        for (const [at, rated] of ratings.entries()) {
          const review = { id: `${at}`, rating: rated, day: addDays(first, at), before: now };
          reviews.push({ ...review, reviewed_at: reviewTime(7, reviews) });
          now = schedule(now, rated, review.day);
          expect(scheduleFrom(reviews)).toEqual(now);
        }
      }),
    );
  });

  test('starts from what the earliest review found, and takes every other rating after it', () => {
    fc.assert(
      fc.property(log, (all) => {
        const [earliest, ...later] = inOrder(all);
        const one = schedule(earliest!.before, earliest!.rating, earliest!.day);
        const whole = later.reduce((card, { rating: r, day }) => schedule(card, r, day), one);
        expect(scheduleFrom(all)).toEqual(whole);
      }),
    );
  });

  test('is its own where nobody reviewed it', () => {
    expect(scheduleFrom([])).toBeNull();
  });

  test('of two devices that rated it offline counts both: 1, then 6 days', () => {
    const before = newSchedule(first);
    const review = (id: string, reviewed_at: number) =>
      ({ id, rating: 3, reviewed_at, day: first, before }) as const;
    expect(scheduleFrom([review('b', 2), review('a', 1)])).toMatchObject({
      interval_days: 6,
      repetitions: 2,
    });
  });
});

describe('the time of a review', () => {
  test.each([
    ['now, for the first one', [], 100],
    ['now, after earlier ones', [5, 99], 100],
    ['later than one of now', [100], 101],
    ['later than one that a fast clock wrote', [9_999, 3], 10_000],
  ])('is %s', (_, known, time) => {
    expect(
      reviewTime(
        100,
        known.map((reviewed_at) => ({ reviewed_at })),
      ),
    ).toBe(time);
  });
});

describe('review statistics', () => {
  const days = [
    { day: '2026-01-28', reviews: 4, passed: 1 },
    { day: '2026-01-27', reviews: 2, passed: 2 },
    { day: '2026-01-28', reviews: 4, passed: 4 },
    { day: '2025-12-31', reviews: 9, passed: 0 },
  ];

  test('sum the plans of a day, and leave out what is not in the range', () => {
    expect(reviewStats(days, { from: '2026-01-01', to: '2026-01-31' })).toEqual({
      total: 10,
      passed: 7,
      retention: 0.7,
      days: [
        { day: '2026-01-27', reviews: 2, passed: 2 },
        { day: '2026-01-28', reviews: 8, passed: 5 },
      ],
    });
  });

  test('without reviews there is no retention, rather than none', () => {
    expect(reviewStats(days, { from: '2026-02-01', to: '2026-02-28' })).toEqual({
      total: 0,
      passed: 0,
      retention: null,
      days: [],
    });
  });
});
