/**
 * From an older home to this one. From the first version's: tables are added, rows stay as they are. Every record gets
 * a version made of its own content alone, so that two copies of one home, upgraded on two machines, agree without a
 * conflict.
 */

import { randomUUID } from 'node:crypto';
import { SamediError } from '../../../src/lib/errors.ts';
import { readFirstVersionTime } from '../../../src/lib/time/first-version-times.ts';
import { conflictId } from '../../../src/lib/wire/conflicts.ts';
import type { Kind } from '../../../src/lib/wire/kinds.ts';
import { readCard } from '../records/card-rows.ts';
import {
  ownOffset,
  readSession,
  type SessionRow,
  selectSessions,
  writeSessionDay,
} from '../records/session-rows.ts';
import { openConflicts } from '../sync/conflicts/conflicts.ts';
import { nameOf } from '../sync/versions.ts';
import { firstVersionAuthor, UNREAD_AUTHOR } from './first-version-author.ts';
import type { Opening } from './opening.ts';
import { put, select } from './rows.ts';
import { hasTable, makeSchema } from './schema/make.ts';
import { cards, firstVersionTables, plans, versions } from './schema/tables.ts';
import { triggers } from './schema/triggers.ts';
import { SCHEMA_VERSION } from './schema/version.ts';
import type { Database } from './sqlite.ts';
import { identity, setState } from './sync-state.ts';

/**
 * Upgrades `version` within the caller's transaction; 0 is an empty database. A row that cannot be read is named, and
 * left alone. Throws `home_unusable`.
 */
export function upgrade(db: Database, version: number, opening: Opening): void {
  if (version > 0) requireTables(db, opening.paths.root);
  upgradeSchema(db, version);
  if (version < 2) noteFirstVersion(db, opening);
}

/** As `upgrade`, for one that sync knows already, or that stays what it is until its home is opened. */
export function upgradeSchema(db: Database, version: number): void {
  if (version === SCHEMA_VERSION) return;
  if (version > 1) giveNames(db);
  else makeSchema(db);
}

/**
 * From homes of version 2 to 4, whose versions had no names: all is offered and fetched once more, by names. What lost
 * and was not heard of yet is listed.
 */
function giveNames(db: Database): void {
  for (const name of Object.keys(triggers)) db.exec(`DROP TRIGGER IF EXISTS ${name}`);
  const hasLosses = hasTable(db, 'losses');
  db.exec(`DROP INDEX IF EXISTS versions_dirty; ALTER TABLE versions RENAME TO versions_before;
    ALTER TABLE conflicts RENAME TO conflicts_before;
    ALTER TABLE plan_files DROP COLUMN synced_content; ALTER TABLE plan_files DROP COLUMN arriving_hash;`);
  makeSchema(db);
  const conflict = 'id, kind, record_id, updated_at, device_id, data, detected_at';
  const lost = hasLosses ? `UNION SELECT ${conflict} FROM losses` : '';
  db.exec(`INSERT INTO versions (kind, id, updated_at, device_id, dirty, deleted)
      SELECT kind, id, updated_at, device_id, 1, deleted FROM versions_before;
    INSERT INTO conflicts (${conflict})
      SELECT ${conflict} FROM conflicts_before WHERE dropped = 0 ${lost};
    DROP TABLE versions_before; DROP TABLE conflicts_before; DROP TABLE held; DROP TABLE IF EXISTS losses;`);
  const state = ['epoch', 'cursor', 'common', 'pull_again', 'mark', 'marks_tried', 'marks_left'];
  state.push('generation', 'parting_key', 'parted_from', 'parted_at', 'parted_after_rollback');
  const forget = db.prepare('DELETE FROM sync_state WHERE key = ?');
  for (const key of state) forget.run(key);
  nameConflicts(db);
}

/** Conflicts of before versions had names get theirs, by which the server knows them. */
function nameConflicts(db: Database): void {
  const rename = db.prepare('UPDATE OR IGNORE conflicts SET id = ?, version = ? WHERE id = ?');
  for (const conflict of openConflicts(db)) {
    const { id, kind, record_id, data } = conflict;
    const version = nameOf({ ...conflict, id: record_id }, data);
    rename.run(conflictId({ kind, record_id, version }), version, id);
  }
}

function requireTables(db: Database, root: string): void {
  const missing = firstVersionTables.map(({ name }) => name).filter((name) => !hasTable(db, name));
  if (missing.length === 0) return;
  const what = `sessions.db in ${root} has no table ${missing.join(', ')}`;
  throw new SamediError('home_unusable', `The home cannot be used: ${what}.`, {
    next: 'Put a backup of sessions.db in its place; nothing was changed.',
  });
}

function noteFirstVersion(db: Database, { settings, warn }: Opening): void {
  setState(db, identity.deviceId, `local-${randomUUID()}`);
  const note: Note = (kind, id, updatedAt, author) =>
    put(db, versions, {
      ...{ kind, id, updated_at: Math.max(0, updatedAt), device_id: author },
      ...{ dirty: 1, deleted: 0, version: null, past: ',' },
    });
  const leftAlone: LeftAlone = (kind, id, reason) => {
    note(kind, id, 0, UNREAD_AUTHOR);
    warn(`${kind} ${id} was left as it is: ${reasonOf(reason)}`);
  };

  upgradeSessions(db, settings, note, leftAlone);
  for (const row of select(db, cards).all()) {
    try {
      const data = readCard(row);
      const reviewed = data.last_review === null ? 0 : Date.parse(data.last_review);
      note('cards', row.id, Math.max(data.created_at, reviewed), authorOf(data));
    } catch (error) {
      leftAlone('cards', row.id, error);
    }
  }
  for (const { id, updated_at } of select(db, plans, ['id', 'updated_at']).all()) {
    try {
      note('plans', id, readFirstVersionTime(updated_at).ms, UNREAD_AUTHOR);
    } catch (error) {
      leftAlone('plans', id, error);
    }
  }
}

type Note = (kind: Kind, id: string, updatedAt: number, author: string) => void;
type LeftAlone = (kind: Kind, id: string, reason: unknown) => void;

function upgradeSessions(
  db: Database,
  settings: Opening['settings'],
  note: Note,
  leftAlone: LeftAlone,
): void {
  let offset: number | null = null;
  for (const { row } of inOrder(db, leftAlone)) {
    try {
      const data = readSession(row, settings, offset);
      offset = ownOffset(row) ?? offset;
      writeSessionDay(db, row.id, row.start_time, data);
      note('sessions', row.id, data.ended_at ?? data.created_at, authorOf(data));
    } catch (error) {
      leftAlone('sessions', row.id, error);
    }
  }
}

/** All sessions whose start can be read, by time: the column's text forms do not sort. */
function inOrder(db: Database, leftAlone: LeftAlone): { row: SessionRow; ms: number }[] {
  const found: { row: SessionRow; ms: number }[] = [];
  for (const row of selectSessions(db).all()) {
    try {
      found.push({ row, ms: readFirstVersionTime(row.start_time).ms });
    } catch (error) {
      leftAlone('sessions', row.id, error);
    }
  }
  return found.sort((a, b) => a.ms - b.ms || (a.row.id < b.row.id ? -1 : 1));
}

function authorOf(data: object): string {
  return firstVersionAuthor(JSON.stringify(data));
}

function reasonOf(error: unknown): string {
  if (error instanceof SamediError) return error.message;
  throw error;
}
