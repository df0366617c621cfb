import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { makeSchema } from '../../cli/src/home/schema/make.ts';
import { openSqlite } from '../../cli/src/home/sqlite.ts';
import { identity, setState } from '../../cli/src/home/sync-state.ts';
import { trackedChange } from '../../cli/src/home/tracking.ts';
import { findCard } from '../../cli/src/records/find-card.ts';
import { allReviews } from '../../cli/src/records/review-rows.ts';
import { rate } from '../../cli/src/records/schedules.ts';
import type { Rating } from '../../src/lib/reviews/sm2.ts';
import { CardData, ReviewData } from '../../src/lib/wire/records.ts';

const db = openSqlite(':memory:');
makeSchema(db);
setState(db, identity.deviceId, 'd_test');
db.exec(
  "INSERT INTO plans (id, title, created_at, updated_at, status, file_path) VALUES ('p', 'P', '2024-01-01', '2024-01-01', 'in-progress', 'p.md')",
);
afterAll(() => db.close());

const settings = { timeZone: 'Europe/Paris', dayStartsAtMinutes: 0 };
const NOW = Date.UTC(2026, 10, 20, 12);

/** Whatever the first version's columns can hold: SQLite checks no types, and the first version no ranges. */
const anything = fc.oneof(
  fc.constant(null),
  fc.integer({ min: -5, max: 200 }),
  fc.integer(),
  fc.double({ noNaN: true, min: -1e15, max: 1e15 }),
  fc.constantFrom(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 999_999, 1_000_000),
  fc.constantFrom('', '2,5', 'many', '12 days'),
);
const day = fc.constantFrom('2024-01-15', '2026-02-28', '9998-12-31', '2024-01-15 10:00:00+00:00');
const row = fc.record({
  ease: anything,
  interval: anything,
  repetitions: anything,
  next: day,
  last: fc.option(fc.oneof(day, fc.constant(''))),
  ratings: fc.array(fc.constantFrom<Rating>(1, 2, 3, 4), { minLength: 1, maxLength: 4 }),
});

/** Else it would count on one device alone, and a card's schedule change with whoever synced last. */
test('a review of any card that the first version could hold is one that the server takes, and so is the card then', () => {
  fc.assert(
    fc.property(row, ({ ease, interval, repetitions, next, last, ratings }) => {
      db.exec('DELETE FROM cards; DELETE FROM reviews');
      db.prepare(
        `INSERT INTO cards (id, plan_id, question, answer, created_at, ease_factor, interval_days, repetitions, next_review, last_review)
         VALUES ('c', 'p', 'q', 'a', '2024-01-01 00:00:00+00:00', ?, ?, ?, ?, ?)`,
      ).run(ease, interval, repetitions, next, last);
      for (const rating of ratings) {
        trackedChange(db, NOW, () => rate(db, settings, findCard(db, 'c'), { rating, now: NOW }));
      }
      const reviews = allReviews(db).map(({ id: _, ...data }) => data);
      expect(reviews).toHaveLength(ratings.length);
      for (const review of reviews) expect(ReviewData.parse(review)).toEqual(review);
      const { id: _, ...card } = findCard(db, 'c');
      expect(CardData.parse(card)).toEqual(card);
    }),
  );
});

test('so is one that the first version made, which the database notes', () => {
  fc.assert(
    fc.property(row, ({ ease, interval, repetitions, next, last }) => {
      db.exec('DELETE FROM cards; DELETE FROM reviews');
      db.prepare(
        `INSERT INTO cards (id, plan_id, question, answer, created_at, ease_factor, interval_days, repetitions, next_review, last_review)
         VALUES ('c', 'p', 'q', 'a', '2024-01-01 00:00:00+00:00', ?, ?, ?, ?, ?)`,
      ).run(ease, interval, repetitions, next, last);
      db.exec(
        "UPDATE cards SET repetitions = 0, interval_days = 1, ease_factor = -5, last_review = '2026-11-20' WHERE id = 'c'",
      );
      for (const { id: _, ...data } of allReviews(db)) expect(ReviewData.parse(data)).toEqual(data);
    }),
  );
});
