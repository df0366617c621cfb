/**
 * The home's tables. A new home is made from them, and an older one gets of them what it lacks: so a column that is
 * added has to allow null, or have a default, and nothing here is ever renamed or taken away.
 */
import type { Kind } from '../../../../src/lib/wire/kinds.ts';
import { type Holding, type Table, table } from './table.ts';

const kind = 'TEXT NOT NULL' as Holding<Kind>;
const flag = 'INTEGER NOT NULL' as Holding<0 | 1>;
const flagOff = 'INTEGER NOT NULL DEFAULT 0' as Holding<0 | 1>;
const options = 'WITHOUT ROWID';

// The first version's, as it made them, so that its tools go on working.

const ofPlan = 'FOREIGN KEY (plan_id) REFERENCES plans(id) ON DELETE CASCADE';

export const plans = table(
  'plans',
  {
    id: 'TEXT PRIMARY KEY',
    title: 'TEXT NOT NULL',
    created_at: 'DATETIME NOT NULL',
    updated_at: 'DATETIME NOT NULL',
    total_hours: 'REAL',
    status: "TEXT NOT NULL CHECK(status IN ('not-started','in-progress','completed','archived'))",
    tags: 'TEXT',
    file_path: 'TEXT NOT NULL UNIQUE',
  },
  { indexes: ['idx_plans_status ON plans(status)', 'idx_plans_created ON plans(created_at)'] },
);

export const sessions = table(
  'sessions',
  {
    id: 'TEXT PRIMARY KEY',
    plan_id: 'TEXT NOT NULL',
    chunk_id: 'TEXT',
    start_time: 'DATETIME NOT NULL',
    end_time: 'DATETIME',
    duration_minutes: 'INTEGER',
    notes: 'TEXT',
    artifacts: 'TEXT',
    cards_created: 'INTEGER DEFAULT 0',
    created_at: 'DATETIME DEFAULT CURRENT_TIMESTAMP',
  },
  {
    constraint: ofPlan,
    indexes: [
      'idx_sessions_plan ON sessions(plan_id)',
      'idx_sessions_start ON sessions(start_time)',
      'idx_sessions_chunk ON sessions(chunk_id)',
    ],
  },
);

export const cards = table(
  'cards',
  {
    id: 'TEXT PRIMARY KEY',
    plan_id: 'TEXT NOT NULL',
    chunk_id: 'TEXT',
    question: 'TEXT NOT NULL',
    answer: 'TEXT NOT NULL',
    tags: 'TEXT',
    created_at: 'DATETIME NOT NULL',
    ease_factor: 'REAL DEFAULT 2.5',
    interval_days: 'INTEGER DEFAULT 1',
    repetitions: 'INTEGER DEFAULT 0',
    next_review: 'DATE NOT NULL',
    last_review: 'DATE',
  },
  {
    constraint: ofPlan,
    indexes: ['idx_cards_review ON cards(next_review)', 'idx_cards_plan ON cards(plan_id)'],
  },
);

const schemaMigrations = table('schema_migrations', {
  version: 'INTEGER PRIMARY KEY',
  applied_at: 'DATETIME DEFAULT CURRENT_TIMESTAMP',
});

// Ours, beside them.

/** One rating of one card. The last five columns: the card's schedule before it. */
export const reviews = table(
  'reviews',
  {
    id: 'TEXT PRIMARY KEY',
    card_id: 'TEXT NOT NULL',
    plan_id: 'TEXT NOT NULL',
    rating: 'INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 4)' as Holding<1 | 2 | 3 | 4>,
    reviewed_at: 'INTEGER NOT NULL',
    utc_offset_minutes: 'INTEGER NOT NULL',
    day: 'TEXT NOT NULL',
    ease_factor: 'REAL NOT NULL',
    interval_days: 'INTEGER NOT NULL',
    repetitions: 'INTEGER NOT NULL',
    next_review: 'TEXT NOT NULL',
    last_review: 'TEXT',
  },
  { options, indexes: ['reviews_card ON reviews (card_id)'] },
);

/** The learner's day and UTC offset of each session; holds for the start_time that it was made from. */
export const sessionDays = table(
  'session_days',
  {
    id: 'TEXT PRIMARY KEY',
    start_time: 'TEXT NOT NULL',
    utc_offset_minutes: 'INTEGER NOT NULL',
    day: 'TEXT NOT NULL',
  },
  { options, indexes: ['session_days_day ON session_days (day)'] },
);

/** What sync knows of every record, tombstones included. */
export const versions = table(
  'versions',
  {
    kind,
    id: 'TEXT NOT NULL',
    updated_at: 'INTEGER NOT NULL',
    /** Who wrote it. */
    device_id: 'TEXT NOT NULL',
    /** Whether this version is still to be offered. */
    dirty: flag,
    deleted: flagOff,
    /** Its name; null where the record was changed since it last had one. */
    version: 'INTEGER',
    /** The versions it was made from, the nearest first: each 16 digits and a comma, behind a first comma. */
    past: "TEXT NOT NULL DEFAULT ','",
  },
  {
    key: ['kind', 'id'],
    options,
    indexes: ['versions_dirty ON versions (kind, id) WHERE dirty = 1'],
  },
);

/** Deletions that an account has not heard of, while the home is signed in to another: as `versions` had them. */
export const deletionsAside = table(
  'deletions_aside',
  {
    endpoint: 'TEXT NOT NULL',
    user_id: 'TEXT NOT NULL',
    kind,
    id: 'TEXT NOT NULL',
    updated_at: 'INTEGER NOT NULL',
    device_id: 'TEXT NOT NULL',
    version: 'INTEGER',
    past: 'TEXT NOT NULL',
  },
  { key: ['endpoint', 'user_id', 'kind', 'id'], options },
);

/** Single values, by name; within a transaction also `now` (Unix ms) and `applying`. */
const syncState = table(
  'sync_state',
  { key: 'TEXT PRIMARY KEY', value: 'TEXT NOT NULL' },
  { options },
);

/** Versions that lost against one written without knowing them, as the server keeps them. */
export const conflicts = table(
  'conflicts',
  {
    id: 'TEXT PRIMARY KEY',
    kind,
    record_id: 'TEXT NOT NULL',
    updated_at: 'INTEGER NOT NULL',
    device_id: 'TEXT NOT NULL',
    data: 'TEXT',
    detected_at: 'INTEGER NOT NULL',
    /** Whether it was dropped here, which the server has not heard yet. */
    dropped: flagOff,
    version: 'INTEGER NOT NULL DEFAULT 0',
    past: "TEXT NOT NULL DEFAULT ','",
  },
  { options },
);

/**
 * Sessions as they were before they were changed here: a merge may start from one. The last column names the version.
 */
export const sessionBases = table(
  'session_bases',
  {
    ...sessions.columns,
    id: 'TEXT NOT NULL',
    utc_offset_minutes: 'INTEGER',
    day: 'TEXT',
    version: 'INTEGER NOT NULL',
  },
  { key: ['id', 'version'], options },
);

/** The same of cards. */
export const cardBases = table(
  'card_bases',
  { ...cards.columns, id: 'TEXT NOT NULL', version: 'INTEGER NOT NULL' },
  { key: ['id', 'version'], options },
);

/** Each plan file as last read. */
export const planFiles = table(
  'plan_files',
  {
    id: 'TEXT PRIMARY KEY',
    size: 'INTEGER',
    mtime_ms: 'REAL',
    hash: 'TEXT',
  },
  { options },
);

/** Texts of plans that the server has, too: a merge may start from one of them. The greatest place is the latest. */
export const planBases = table(
  'plan_bases',
  {
    plan_id: 'TEXT NOT NULL',
    version: 'INTEGER NOT NULL',
    place: 'INTEGER NOT NULL',
    content: 'TEXT NOT NULL',
  },
  { key: ['plan_id', 'version'], options },
);

/** What has to become of plan files, until it is done. */
export const planWrites = table(
  'plan_writes',
  {
    id: 'TEXT PRIMARY KEY',
    /** Null where the file is to go. */
    content: 'TEXT',
    /** Of the file whose place the content takes; null where there was none. */
    over_hash: 'TEXT',
    /** The past of an edit of that file: whoever wrote into it meanwhile knew no more. */
    over_past: "TEXT NOT NULL DEFAULT ','",
  },
  { options },
);

/** Cards of which sync brought something, so that their schedules may not follow from their reviews any more. */
export const unscheduled = table('unscheduled', { card_id: 'TEXT PRIMARY KEY' }, { options });

/** The first version's: a database without them is no home. */
export const firstVersionTables: readonly Table[] = [plans, sessions, cards];

export const tables: readonly Table[] = [
  ...firstVersionTables,
  ...[schemaMigrations, reviews, sessionDays, versions, deletionsAside, syncState],
  ...[conflicts, sessionBases, cardBases, planFiles, planBases, planWrites, unscheduled],
];
