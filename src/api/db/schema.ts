/**
 * D1's tables. A record's fields live in one JSON column, `data`, in the form in which sync carries them; what queries,
 * indexes and triggers need of it are generated columns. See docs/decisions/002-records-as-json.md.
 *
 * The totals at the end are kept by triggers (drizzle/0001_triggers.sql), in the transaction that changes the record.
 */
import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { kinds } from '../../lib/wire/kinds.ts';

export const users = sqliteTable('users', {
  id: text().primaryKey(),
  email: text().notNull().unique(),
  createdAt: integer('created_at').notNull(),
  /** Names this user's history; a device that knows another one starts over. */
  epoch: text().notNull(),
  /** The newest sequence number given out. */
  head: integer().notNull().default(0),
  timeZone: text('time_zone').notNull().default('UTC'),
  weekStartsOn: integer('week_starts_on').notNull().default(1),
  dayStartsAtMinutes: integer('day_starts_at_minutes').notNull().default(0),
  weeklyGoalMinutes: integer('weekly_goal_minutes'),
  /** Whether the dashboard says nothing of days in a row. */
  streaksHidden: integer('streaks_hidden', { mode: 'boolean' }).notNull().default(false),
  /** When deleting the account began, Unix ms; from then on nothing is read or written but what deletes it. */
  deletingAt: integer('deleting_at'),
});

/** Asked-for changes of an address: the newest one of each user, until its link is opened or another is asked for. */
export const emailChanges = sqliteTable('email_changes', {
  userId: text('user_id').primaryKey(),
  linkHash: text('link_hash').notNull().unique(),
  oldEmail: text('old_email').notNull(),
  newEmail: text('new_email').notNull(),
  /** Which device asked: revoking it voids the link. */
  deviceId: text('device_id').notNull(),
  createdAt: integer('created_at').notNull(),
  usedAt: integer('used_at'),
});

export const devices = sqliteTable(
  'devices',
  {
    userId: text('user_id').notNull(),
    id: text().notNull(),
    kind: text({ enum: ['browser', 'cli'] }).notNull(),
    name: text().notNull(),
    createdAt: integer('created_at').notNull(),
    /** To the day: a write for every request would cost more than it tells. */
    lastSeenAt: integer('last_seen_at').notNull(),
    revokedAt: integer('revoked_at'),
    /** No cursor above this was ever handed to the device: one that claims more has seen a history that is lost. */
    cursor: integer().notNull().default(0),
    /** What the device left when the cursor was last raised: a copy of its home cannot know it. Null before that. */
    mark: text(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.id] })],
);

/** The columns that every kind of record has. */
const record = () => ({
  userId: text('user_id').notNull(),
  id: text().notNull(),
  /** JSON as in `lib/wire/records.ts`; null in a tombstone. */
  data: text(),
  /** With the device, decides which version wins. Unix ms by the device's clock. */
  updatedAt: integer('updated_at').notNull(),
  deviceId: text('device_id').notNull(),
  seq: integer().notNull(),
  /** Earlier authors as JSON, device → updated_at: a repeated delivery of their version is no conflict. */
  seen: text(),
  /** Size of `data`, for the index that pages an answer without reading the records. */
  bytes: integer().generatedAlwaysAs(sql.raw('coalesce(octet_length(data), 0)'), {
    mode: 'virtual',
  }),
});

const field = (path: string) => sql.raw(`data->>'$.${path}'`);

export const plans = sqliteTable(
  'plans',
  {
    ...record(),
    title: text().generatedAlwaysAs(field('title'), { mode: 'virtual' }),
    status: text().generatedAlwaysAs(field('status'), { mode: 'virtual' }),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.id] }),
    // Serves: sync finds what is newer than a cursor, up to a page's size.
    index('plans_seq').on(t.userId, t.seq, t.bytes),
  ],
);

export const sessions = sqliteTable(
  'sessions',
  {
    ...record(),
    planId: text('plan_id').generatedAlwaysAs(field('plan_id'), { mode: 'virtual' }),
    startedAt: integer('started_at').generatedAlwaysAs(field('started_at'), { mode: 'virtual' }),
    day: text().generatedAlwaysAs(field('day'), { mode: 'virtual' }),
    /** Null while it runs. */
    minutes: integer().generatedAlwaysAs(field('minutes'), { mode: 'virtual' }),
    /** When it began and how long it took, as in `lib/stats/stretches.ts`; null while it runs. */
    stretch: text().generatedAlwaysAs(
      sql.raw(
        `((((data->>'$.started_at' - (data->>'$.started_at' % 60000 + 60000) % 60000) / 60000 + data->>'$.utc_offset_minutes') % 1440 + 1440) % 1440) || '+' || (data->>'$.minutes')`,
      ),
      { mode: 'virtual' },
    ),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.id] }),
    // Serves: sync finds what is newer than a cursor, up to a page's size.
    index('sessions_seq').on(t.userId, t.seq, t.bytes),
    // Serves: the last sessions, and the history by date.
    index('sessions_started').on(t.userId, t.startedAt),
    // Serves: a plan's sessions, and when it was last worked on.
    index('sessions_plan').on(t.userId, t.planId, t.startedAt),
  ],
);

export const cards = sqliteTable(
  'cards',
  {
    ...record(),
    planId: text('plan_id').generatedAlwaysAs(field('plan_id'), { mode: 'virtual' }),
    nextReview: text('next_review').generatedAlwaysAs(field('next_review'), { mode: 'virtual' }),
    /** `new` until first rated, `mature` from an interval of 21 days on (as Anki counts), `learning` between. */
    state: text({ enum: ['new', 'learning', 'mature'] }).generatedAlwaysAs(
      sql.raw(
        `CASE WHEN data->>'$.last_review' IS NULL AND data->>'$.repetitions' = 0 THEN 'new' WHEN data->>'$.interval_days' >= 21 THEN 'mature' ELSE 'learning' END`,
      ),
      { mode: 'virtual' },
    ),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.id] }),
    // Serves: sync finds what is newer than a cursor, up to a page's size.
    index('cards_seq').on(t.userId, t.seq, t.bytes),
  ],
);

export const reviews = sqliteTable(
  'reviews',
  {
    ...record(),
    planId: text('plan_id').generatedAlwaysAs(field('plan_id'), { mode: 'virtual' }),
    day: text().generatedAlwaysAs(field('day'), { mode: 'virtual' }),
    /** Whether the card was remembered: rated 3 or 4. Null in a tombstone. */
    passed: integer().generatedAlwaysAs(sql.raw(`data->>'$.rating' >= 3`), { mode: 'virtual' }),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.id] }),
    // Serves: sync finds what is newer than a cursor, up to a page's size.
    index('reviews_seq').on(t.userId, t.seq, t.bytes),
  ],
);

/** Versions that lost against one written without knowing them; kept 90 days from `detectedAt`. */
export const conflicts = sqliteTable(
  'conflicts',
  {
    userId: text('user_id').notNull(),
    /** Made of the losing version's identity, so that noticing it twice stores it once. */
    id: text().notNull(),
    kind: text({ enum: kinds }).notNull(),
    recordId: text('record_id').notNull(),
    updatedAt: integer('updated_at').notNull(),
    deviceId: text('device_id').notNull(),
    /** Null where the losing version was a deletion. */
    data: text(),
    /** The version that won, as its `updated_at:device`; null where only a device knows, that offered the conflict again. */
    lostTo: text('lost_to'),
    seq: integer().notNull(),
    detectedAt: integer('detected_at').notNull(),
    droppedAt: integer('dropped_at'),
    bytes: integer().generatedAlwaysAs(sql.raw('coalesce(octet_length(data), 0)'), {
      mode: 'virtual',
    }),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.id] }),
    // Serves: sync finds what is newer than a cursor, up to a page's size.
    index('conflicts_seq').on(t.userId, t.seq, t.bytes),
  ],
);

/** Redeemed sign-in links. The primary key is what makes redeeming one atomic. */
export const redemptions = sqliteTable(
  'redemptions',
  {
    linkHash: text('link_hash').primaryKey(),
    userId: text('user_id').notNull(),
    deviceId: text('device_id').notNull(),
    redeemedAt: integer('redeemed_at').notNull(),
    /** For a terminal that waits: the hash of its poll token. */
    pollHash: text('poll_hash').unique(),
  },
  (t) => [
    // Serves: forgetting what no link can refer to any more.
    index('redemptions_redeemed').on(t.redeemedAt),
  ],
);

/** One row an attempt at something that is limited; a limit is exact over the window that ends now. */
export const attempts = sqliteTable(
  'attempts',
  {
    /** A keyed hash of what is limited (an address, a network, a link): never the thing itself. */
    bucket: text().notNull(),
    at: integer().notNull(),
    id: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.bucket, t.at, t.id] }),
    // Serves: forgetting attempts that are older than every window.
    index('attempts_at').on(t.at),
  ],
);

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
