/** Who there is, with what they are signed in, and what sign-in remembers for a while. */
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const users = sqliteTable('users', {
  id: text().primaryKey(),
  email: text().notNull().unique(),
  createdAt: integer('created_at').notNull(),
  /** Names this user's history; a device that knows another one starts over. */
  epoch: text().notNull(),
  /** The newest sequence number given out. */
  head: integer().notNull().default(0),
  /**
   * Of the versions of all records, tombstones included (`digestOf` in `lib/wire/versions.ts`). Moves with the head.
   */
  digest: integer().notNull().default(0),
  timeZone: text('time_zone').notNull().default('UTC'),
  weekStartsOn: integer('week_starts_on').notNull().default(1),
  dayStartsAtMinutes: integer('day_starts_at_minutes').notNull().default(0),
  weeklyGoalMinutes: integer('weekly_goal_minutes'),
  /** Whether the dashboard says nothing of days in a row. */
  streaksHidden: integer('streaks_hidden', { mode: 'boolean' }).notNull().default(false),
  /** Requests of the minute that the last one was in, by class: minute × 2²⁰ + number. See decision 103. */
  syncRequests: integer('sync_requests').notNull().default(0),
  heavyRequests: integer('heavy_requests').notNull().default(0),
  restRequests: integer('rest_requests').notNull().default(0),
  /** When deleting the account began, Unix ms; from then on nothing is read or written but what deletes it. */
  deletingAt: integer('deleting_at'),
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
    /** When it was last signed in by mail, Unix ms: what matters most wants that to be of late. */
    signedInAt: integer('signed_in_at').notNull().default(0),
    /** The highest that the device was ever given. */
    cursor: integer().notNull().default(0),
    /**
     * Heads and digests that it was told of lately, as `,9:345,0:0,`, the newest first. Who knows another has another
     * history.
     */
    told: text().notNull().default(',0:0,'),
  },
  (t) => [primaryKey({ columns: [t.userId, t.id] })],
);

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

/** Sign-in links that were asked for, under the hash of their token. See docs/decisions/102-doors-without-kv.md. */
export const signInLinks = sqliteTable(
  'sign_in_links',
  {
    hash: text().primaryKey(),
    /** A keyed hash, by which the links to an address are found. */
    address: text().notNull(),
    createdAt: integer('created_at').notNull(),
    /** JSON: `Link` in `api/auth/links.ts`. */
    link: text().notNull(),
  },
  (t) => [
    // Serves: forgetting what is older than any answer about it.
    index('sign_in_links_created').on(t.createdAt),
    // Serves: deleting the links of an account.
    index('sign_in_links_address').on(t.address),
  ],
);

/** How many mails went out, by day of UTC: today's row alone is kept. */
export const mailDays = sqliteTable('mail_days', {
  day: text().primaryKey(),
  mails: integer().notNull(),
});

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
