/**
 * What devices sync. A record's fields live in one JSON column, `data`, in the form in which sync carries them; what
 * queries, indexes and triggers need of it are generated columns. See docs/decisions/002-records-as-json.md.
 */
import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { kinds } from '../../../lib/wire/kinds.ts';

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
  /** Names what this version holds: `lib/wire/versions.ts`. */
  version: integer().notNull(),
  /** The versions it was made from, as `,12,7,`, so that one is looked for as `,12,`. */
  past: text().notNull().default(','),
  /** The version whose place it took; 0 where it was the first. The digest moves by the difference. */
  replaced: integer().notNull().default(0),
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
    index('plans_seq').on(t.userId, t.seq, t.bytes, t.version, t.replaced),
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
    /** When it began and how long it took, as in `lib/views/stats/stretches.ts`; null while it runs. */
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
    index('sessions_seq').on(t.userId, t.seq, t.bytes, t.version, t.replaced),
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
    index('cards_seq').on(t.userId, t.seq, t.bytes, t.version, t.replaced),
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
    index('reviews_seq').on(t.userId, t.seq, t.bytes, t.version, t.replaced),
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
    version: integer().notNull(),
    past: text().notNull().default(','),
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
