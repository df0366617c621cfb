/**
 * The home's triggers: they note every change for sync, whoever makes it. Other programs run them, too, so they keep to
 * plain, old SQLite: no `unixepoch('subsec')`, no functions of our own.
 */

import type { Table } from './table.ts';
import { cardBases, cards, reviews, sessionBases, sessions } from './tables.ts';

/** Of a past: each version 16 digits and a comma, 12 of them behind the first comma. */
const PAST_CHARACTERS = 17 * 12 + 1;

/** The past of an edit of the version in the row: where that has a name, it comes first. */
export const editPast = `CASE WHEN versions.version IS NULL THEN versions.past
  ELSE substr(',' || printf('%016d', versions.version) || versions.past, 1, ${PAST_CHARACTERS}) END`;

/**
 * Notes a change: newer than what it changes (the greater of now and the old version + 1), made by this device from the
 * version that it changes, and without a name until it is offered.
 */
function note(kind: string, id: string, deleted: 0 | 1, where = 'true'): string {
  return `INSERT INTO versions (kind, id, updated_at, device_id, dirty, deleted)
    SELECT '${kind}', ${id},
      coalesce((SELECT CAST(value AS INTEGER) FROM sync_state WHERE key = 'now'), CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)),
      (SELECT value FROM sync_state WHERE key = 'device_id'), 1, ${deleted}
    WHERE ${where}
    ON CONFLICT (kind, id) DO UPDATE SET updated_at = max(excluded.updated_at, versions.updated_at + 1), device_id = excluded.device_id,
      dirty = 1, deleted = excluded.deleted, past = ${editPast}, version = NULL;`;
}

const unlessApplying = `NOT EXISTS (SELECT 1 FROM sync_state WHERE key = 'applying')`;

/**
 * Keeps what the row was, where other devices may have that version, too: `more` is what the bases have beside its
 * columns.
 */
function keepBase({ name, columns }: Table, bases: Table, more: readonly string[] = []): string {
  const fields = Object.keys(columns).map((column) => `OLD.${column}`);
  // Not OR IGNORE: what the statement that fires a trigger says of conflicts holds in the trigger, too.
  return `INSERT INTO ${bases.name} (${Object.keys(bases.columns).join(', ')})
    SELECT ${[...fields, ...more, 'version'].join(', ')} FROM versions v
    WHERE kind = '${name}' AND id = OLD.id AND dirty = 0 AND version IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM ${bases.name} WHERE id = OLD.id AND version = v.version);`;
}

const dayOf = (column: string) =>
  `(SELECT ${column} FROM session_days d WHERE d.id = OLD.id AND d.start_time = OLD.start_time)`;

/** What is done before a change of a row is noted. */
const beforeUpdate: Readonly<Record<string, string>> = {
  sessions: keepBase(sessions, sessionBases, [dayOf('utc_offset_minutes'), dayOf('day')]),
  cards: keepBase(cards, cardBases),
};

/** Of a kind whose records are the table's rows. */
function noting({ name, columns }: Table): Record<string, string> {
  const row = (prefix: string) => Object.keys(columns).map((column) => `${prefix}.${column}`);
  return {
    [`samedi_${name}_inserted`]: `AFTER INSERT ON ${name} WHEN ${unlessApplying}
BEGIN
  ${note(name, 'NEW.id', 0)}
END`,
    [`samedi_${name}_updated`]: `AFTER UPDATE ON ${name} WHEN ${unlessApplying}
  AND (${row('OLD').join(', ')}) IS NOT (${row('NEW').join(', ')})
BEGIN
  ${beforeUpdate[name] ?? ''}
  ${note(name, 'OLD.id', 1, 'OLD.id <> NEW.id')}
  ${note(name, 'NEW.id', 0)}
END`,
    [`samedi_${name}_deleted`]: `AFTER DELETE ON ${name} WHEN ${unlessApplying}
BEGIN
  ${note(name, 'OLD.id', 1)}
END`,
  };
}

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
const cardRated = `AFTER UPDATE OF ease_factor, interval_days, repetitions, next_review, last_review ON cards
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
END`;

/** What each does, by its name. */
export const triggers: Readonly<Record<string, string>> = {
  ...noting(sessions),
  ...noting(cards),
  ...noting(reviews),
  // A plan is its file, which is watched by reading it; its row only repeats what the file says. Taking the row away
  // deletes it.
  samedi_plans_deleted: `AFTER DELETE ON plans WHEN ${unlessApplying}
BEGIN
  ${note('plans', 'OLD.id', 1)}
END`,
  // Reviews go with their card. What sync brings names each by itself: one made elsewhere meanwhile stays.
  samedi_cards_deleted_reviews: `AFTER DELETE ON cards WHEN ${unlessApplying}
BEGIN
  DELETE FROM reviews WHERE card_id = OLD.id;
END`,
  samedi_cards_rated: cardRated,
};
