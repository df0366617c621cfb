/** What pages are made of. Kept by `../triggers`, in the transaction that changes the record. */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Finished sessions by day and plan. */
export const dayTotals = sqliteTable(
  'day_totals',
  {
    userId: text('user_id').notNull(),
    day: text().notNull(),
    planId: text('plan_id').notNull(),
    minutes: integer().notNull(),
    sessions: integer().notNull(),
    /** JSON, `{"1100+45": 1}`: when they began and how long they took, how often. Costs no row of its own. */
    stretches: text().notNull().default('{}'),
  },
  (t) => [primaryKey({ columns: [t.userId, t.day, t.planId] })],
);

/** Finished sessions by plan, so that the sum of a life is a handful of rows. */
export const planTotals = sqliteTable(
  'plan_totals',
  {
    userId: text('user_id').notNull(),
    planId: text('plan_id').notNull(),
    minutes: integer().notNull(),
    sessions: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.planId] })],
);

/** All plans together, a year a row: streaks of a decade and a heatmap are a few rows, however many plans a day has. */
export const yearTotals = sqliteTable(
  'year_totals',
  {
    userId: text('user_id').notNull(),
    year: text().notNull(),
    /** JSON: `{"11-21": [minutes, sessions]}`, active days only. */
    days: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.year] })],
);

/** Cards by plan and state. */
export const cardCounts = sqliteTable(
  'card_counts',
  {
    userId: text('user_id').notNull(),
    planId: text('plan_id').notNull(),
    new: integer().notNull(),
    learning: integer().notNull(),
    mature: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.planId] })],
);

/** How many cards come due on which day. */
export const dueDays = sqliteTable(
  'due_days',
  {
    userId: text('user_id').notNull(),
    day: text().notNull(),
    planId: text('plan_id').notNull(),
    cards: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.day, t.planId] })],
);

/** Reviews by day and plan. Serves: retention, and a heatmap of reviews, of any range of days. */
export const reviewDays = sqliteTable(
  'review_days',
  {
    userId: text('user_id').notNull(),
    day: text().notNull(),
    planId: text('plan_id').notNull(),
    reviews: integer().notNull(),
    /** Those rated 3 or 4. */
    passed: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.day, t.planId] })],
);
