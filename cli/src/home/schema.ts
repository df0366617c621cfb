/**
 * The home's tables. Version 1 is the first version's, and stays as it was, so that its tools go on working.
 * Version 2 adds tables beside them, and triggers that note every change, whoever makes it. Version 3 adds reviews,
 * version 4 what is remembered of versions that lost.
 */

export const SCHEMA_VERSION = 4;

export const firstVersionTables = `
CREATE TABLE IF NOT EXISTS plans (id TEXT PRIMARY KEY, title TEXT NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL,
  total_hours REAL, status TEXT NOT NULL CHECK(status IN ('not-started','in-progress','completed','archived')), tags TEXT, file_path TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS sessions (id TEXT PRIMARY KEY, plan_id TEXT NOT NULL, chunk_id TEXT, start_time DATETIME NOT NULL, end_time DATETIME,
  duration_minutes INTEGER, notes TEXT, artifacts TEXT, cards_created INTEGER DEFAULT 0, created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  FOREIGN KEY (plan_id) REFERENCES plans(id) ON DELETE CASCADE);
CREATE TABLE IF NOT EXISTS cards (id TEXT PRIMARY KEY, plan_id TEXT NOT NULL, chunk_id TEXT, question TEXT NOT NULL, answer TEXT NOT NULL, tags TEXT,
  created_at DATETIME NOT NULL, ease_factor REAL DEFAULT 2.5, interval_days INTEGER DEFAULT 1, repetitions INTEGER DEFAULT 0,
  next_review DATE NOT NULL, last_review DATE, FOREIGN KEY (plan_id) REFERENCES plans(id) ON DELETE CASCADE);
CREATE TABLE IF NOT EXISTS schema_migrations (version INTEGER PRIMARY KEY, applied_at DATETIME DEFAULT CURRENT_TIMESTAMP);
CREATE INDEX IF NOT EXISTS idx_plans_status ON plans(status);
CREATE INDEX IF NOT EXISTS idx_plans_created ON plans(created_at);
CREATE INDEX IF NOT EXISTS idx_sessions_plan ON sessions(plan_id);
CREATE INDEX IF NOT EXISTS idx_sessions_start ON sessions(start_time);
CREATE INDEX IF NOT EXISTS idx_sessions_chunk ON sessions(chunk_id);
CREATE INDEX IF NOT EXISTS idx_cards_review ON cards(next_review);
CREATE INDEX IF NOT EXISTS idx_cards_plan ON cards(plan_id);
INSERT OR IGNORE INTO schema_migrations (version) VALUES (1);
`;

const sideTables = `
-- What sync knows of every record, tombstones included. known: whether the server has heard of it.
CREATE TABLE versions (kind TEXT NOT NULL, id TEXT NOT NULL, updated_at INTEGER NOT NULL, device_id TEXT NOT NULL, base INTEGER NOT NULL,
  dirty INTEGER NOT NULL, known INTEGER NOT NULL DEFAULT 0, deleted INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE INDEX versions_dirty ON versions (kind, id) WHERE dirty = 1;
-- device_id, epoch, cursor and the like; within a transaction also now (Unix ms) and applying.
CREATE TABLE sync_state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
-- Versions that lost against one written without knowing them, as the server keeps them. dropped: here, and not sent
-- yet.
CREATE TABLE conflicts (id TEXT PRIMARY KEY, kind TEXT NOT NULL, record_id TEXT NOT NULL, updated_at INTEGER NOT NULL,
  device_id TEXT NOT NULL, data TEXT, detected_at INTEGER NOT NULL, dropped INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
-- Each plan file as last read: synced_content is what this home and the server last agreed on, arriving_hash names
-- what a round is about to write, so that a crash in between is not taken for the learner's edit.
CREATE TABLE plan_files (id TEXT PRIMARY KEY, size INTEGER, mtime_ms REAL, hash TEXT, arriving_hash TEXT, synced_content TEXT) WITHOUT ROWID;
-- A newer version from elsewhere that waits until the local one was offered; base: what this home knew before it came.
CREATE TABLE held (kind TEXT NOT NULL, id TEXT NOT NULL, delta TEXT NOT NULL, base INTEGER NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;
-- The learner's day and UTC offset of each session; holds for the start_time that it was made from.
CREATE TABLE session_days (id TEXT PRIMARY KEY, start_time TEXT NOT NULL, utc_offset_minutes INTEGER NOT NULL, day TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX session_days_day ON session_days (day);
`;

const fields = {
  sessions: [
    'plan_id',
    'chunk_id',
    'start_time',
    'end_time',
    'duration_minutes',
    'notes',
    'artifacts',
    'cards_created',
    'created_at',
  ],
  cards: [
    'plan_id',
    'chunk_id',
    'question',
    'answer',
    'tags',
    'created_at',
    'ease_factor',
    'interval_days',
    'repetitions',
    'next_review',
    'last_review',
  ],
  reviews: [
    'card_id',
    'plan_id',
    'rating',
    'reviewed_at',
    'utc_offset_minutes',
    'day',
    'ease_factor',
    'interval_days',
    'repetitions',
    'next_review',
    'last_review',
  ],
};

/**
 * Notes a change: newer than what it changes (the greater of now and the old version + 1), made by this device, knowing
 * all up to its cursor. An unsent change keeps the base of the first: what came since was held back, so is not known.
 *
 * Plain, old SQLite only, since other programs run these triggers too: no `unixepoch('subsec')`, no own functions.
 */
function note(kind: string, id: string, deleted: 0 | 1, where = 'true'): string {
  return `INSERT INTO versions (kind, id, updated_at, device_id, base, dirty, deleted)
    SELECT '${kind}', ${id},
      coalesce((SELECT CAST(value AS INTEGER) FROM sync_state WHERE key = 'now'), CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)),
      (SELECT value FROM sync_state WHERE key = 'device_id'),
      coalesce((SELECT CAST(value AS INTEGER) FROM sync_state WHERE key = 'cursor'), 0), 1, ${deleted}
    WHERE ${where}
    ON CONFLICT (kind, id) DO UPDATE SET updated_at = max(excluded.updated_at, versions.updated_at + 1), device_id = excluded.device_id,
      base = CASE WHEN versions.dirty = 1 THEN versions.base ELSE excluded.base END, dirty = 1, deleted = excluded.deleted;`;
}

const unlessApplying = `NOT EXISTS (SELECT 1 FROM sync_state WHERE key = 'applying')`;

function recordTriggers(kind: keyof typeof fields): string {
  const row = (prefix: string) =>
    ['id', ...fields[kind]].map((name) => `${prefix}.${name}`).join(', ');
  return `
CREATE TRIGGER samedi_${kind}_inserted AFTER INSERT ON ${kind} WHEN ${unlessApplying} BEGIN ${note(kind, 'NEW.id', 0)} END;
CREATE TRIGGER samedi_${kind}_updated AFTER UPDATE ON ${kind} WHEN ${unlessApplying} AND (${row('OLD')}) IS NOT (${row('NEW')}) BEGIN
  ${note(kind, 'OLD.id', 1, 'OLD.id <> NEW.id')} ${note(kind, 'NEW.id', 0)} END;
CREATE TRIGGER samedi_${kind}_deleted AFTER DELETE ON ${kind} WHEN ${unlessApplying} BEGIN ${note(kind, 'OLD.id', 1)} END;`;
}

// A plan is its file, which is watched by reading it; its row only repeats what the file says. Taking the row away
// deletes it.
const planTrigger = `
CREATE TRIGGER samedi_plans_deleted AFTER DELETE ON plans WHEN ${unlessApplying} BEGIN ${note('plans', 'OLD.id', 1)} END;`;

export const secondVersion = [
  sideTables,
  recordTriggers('sessions'),
  recordTriggers('cards'),
  planTrigger,
].join('\n');

const reviewTables = `
-- One rating of one card. The last five columns: the card's schedule before it.
CREATE TABLE reviews (id TEXT PRIMARY KEY, card_id TEXT NOT NULL, plan_id TEXT NOT NULL, rating INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 4),
  reviewed_at INTEGER NOT NULL, utc_offset_minutes INTEGER NOT NULL, day TEXT NOT NULL, ease_factor REAL NOT NULL, interval_days INTEGER NOT NULL,
  repetitions INTEGER NOT NULL, next_review TEXT NOT NULL, last_review TEXT) WITHOUT ROWID;
CREATE INDEX reviews_card ON reviews (card_id);
-- Cards of which sync brought something, so that their schedules may not follow from their reviews any more.
CREATE TABLE unscheduled (card_id TEXT PRIMARY KEY) WITHOUT ROWID;
`;

// Reviews go with their card. What sync brings names each by itself: one made elsewhere meanwhile stays.
const cardTrigger = `
CREATE TRIGGER samedi_cards_deleted_reviews AFTER DELETE ON cards WHEN ${unlessApplying} BEGIN
  DELETE FROM reviews WHERE card_id = OLD.id; END;`;

const dateOf = (column: string) => `substr(${column}, 1, 10)`;
const isDate = (column: string) => `date(${dateOf(column)}) = ${dateOf(column)}`;
const ease = (row: 'OLD' | 'NEW') => `coalesce(${row}.ease_factor, 2.5)`;
const repetitions = (row: 'OLD' | 'NEW') => `coalesce(${row}.repetitions, 0)`;

/**
 * A rating by the first version's tools, which know no reviews, is a review all the same: else the next schedule that
 * follows from the log would undo it. This home's own changes say when they were made (`now`). Which rating it was is
 * told by what SM-2 did: repetitions went on or were lost, and the ease moved by -0.14, 0, 0.1 or 0.16. At the lowest
 * ease 1 looks like 2, and leads to the same schedule. What is no step of SM-2 is an edit, and no review.
 */
const ratedTrigger = `
CREATE TRIGGER samedi_cards_rated AFTER UPDATE OF ease_factor, interval_days, repetitions, next_review, last_review ON cards
WHEN ${unlessApplying} AND NOT EXISTS (SELECT 1 FROM sync_state WHERE key = 'now')
  AND (OLD.ease_factor, OLD.interval_days, OLD.repetitions, OLD.last_review) IS NOT (NEW.ease_factor, NEW.interval_days, NEW.repetitions, NEW.last_review)
  AND ((NEW.repetitions = 0 AND NEW.interval_days = 1 AND ${ease('NEW')} < ${ease('OLD')} + 0.01)
    OR (NEW.repetitions = ${repetitions('OLD')} + 1 AND ${ease('NEW')} > ${ease('OLD')} - 0.01))
  AND ${isDate('NEW.last_review')} AND ${isDate('OLD.next_review')} AND (OLD.last_review IS NULL OR ${isDate('OLD.last_review')})
BEGIN
  INSERT INTO reviews (id, card_id, plan_id, rating, reviewed_at, utc_offset_minutes, day, ease_factor, interval_days, repetitions, next_review, last_review)
  SELECT lower(hex(randomblob(16))), NEW.id, NEW.plan_id,
    CASE WHEN NEW.repetitions > 0 THEN iif(${ease('NEW')} > ${ease('OLD')} + 0.13, 4, 3) ELSE iif(${ease('NEW')} < ${ease('OLD')} - 0.001, 1, 2) END,
    max(CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER), coalesce((SELECT max(reviewed_at) + 1 FROM reviews WHERE card_id = NEW.id), 0)),
    CAST(round((julianday('now', 'localtime') - julianday('now')) * 1440) AS INTEGER), ${dateOf('NEW.last_review')},
    ${ease('OLD')}, coalesce(OLD.interval_days, 1), ${repetitions('OLD')}, ${dateOf('OLD.next_review')}, ${dateOf('OLD.last_review')};
END;`;

export const thirdVersion = [
  reviewTables,
  recordTriggers('reviews'),
  cardTrigger,
  ratedTrigger,
].join('\n');

export const fourthVersion = `
-- The version that took its place, as updated_at:device; null where it lost on arrival, or nobody knows.
ALTER TABLE conflicts ADD COLUMN replaced_by TEXT;
-- Versions of this home that lost at the server, until this home has heard of the conflicts there.
CREATE TABLE losses (id TEXT PRIMARY KEY, kind TEXT NOT NULL, record_id TEXT NOT NULL, updated_at INTEGER NOT NULL,
  device_id TEXT NOT NULL, data TEXT, detected_at INTEGER NOT NULL) WITHOUT ROWID;
`;
