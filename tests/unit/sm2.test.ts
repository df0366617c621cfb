import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newSchedule, type Rating, schedule } from '../../src/lib/reviews/sm2.ts';
import { addDays } from '../../src/lib/time/days.ts';

const day = '2026-01-27';
const rating = fc.constantFrom<Rating>(1, 2, 3, 4);

describe('schedule', () => {
  test.each<[Rating, number]>([
    [1, 2.36],
    [2, 2.5],
    [3, 2.6],
    [4, 2.66],
  ])('a rating of %i turns an ease of 2.5 into %d', (rated, ease) => {
    expect(schedule(newSchedule(day), rated, day).ease_factor).toBe(ease);
  });

  test('good ratings wait 1 day, 6 days, then the interval times the ease, rounded down', () => {
    let card = newSchedule(day);
    const waited = [3, 3, 3, 3].map((rated) => {
      card = schedule(card, rated as Rating, card.next_review);
      return card.interval_days;
    });
    // 6 × 2.7, 16 × 2.8
    expect(waited).toEqual([1, 6, 16, 44]);
    expect(card).toMatchObject({
      repetitions: 4,
      last_review: addDays(day, 23),
      next_review: addDays(day, 67),
    });
  });

  test('a product is not a day short for being binary', () => {
    expect(
      schedule({ ease_factor: 1.15 + 0.2, interval_days: 100, repetitions: 5 }, 3, day)
        .interval_days,
    ).toBe(135);
  });

  test('an ease below the floor, from elsewhere, is lifted to it', () => {
    expect(schedule({ ease_factor: 0, interval_days: 0, repetitions: 2 }, 3, day)).toMatchObject({
      ease_factor: 1.3,
      interval_days: 1,
    });
  });

  test('for any history: ease at least 1.3, bad ratings start over, the next review lies ahead', () => {
    fc.assert(
      fc.property(fc.array(rating, { minLength: 1, maxLength: 60 }), (ratings) => {
        let card = newSchedule(day);
        for (const rated of ratings) {
          const before = card;
          card = schedule(before, rated, day);
          expect(card.ease_factor).toBeGreaterThanOrEqual(1.3);
          expect(card.next_review).toBe(addDays(day, card.interval_days));
          expect(card.interval_days).toBeGreaterThanOrEqual(1);
          expect(card.interval_days).toBeLessThanOrEqual(36_500);
          if (rated < 3) expect(card).toMatchObject({ interval_days: 1, repetitions: 0 });
          else expect(card.repetitions).toBe(before.repetitions + 1);
        }
      }),
    );
  });
});
