/**
 * From an older home to this one. From the first version's: tables are added, rows stay as they are. Every record gets
 * a version made of its own content alone, so that two copies of one home, upgraded on two machines, agree without a
 * conflict.
 */
import { randomUUID } from 'node:crypto';
import { SamediError } from '../../../src/lib/errors.ts';
import { readFirstVersionTime } from '../../../src/lib/time/first-version-times.ts';
import { type CardRow, readCard } from '../records/card-rows.ts';
import {
  ownOffset,
  readSession,
  type SessionRow,
  selectSessions,
  writeSessionDay,
} from '../records/session-rows.ts';
import { firstVersionAuthor, UNREAD_AUTHOR } from './first-version-author.ts';
import type { Opening } from './opening.ts';
import { fourthVersion, SCHEMA_VERSION, secondVersion, thirdVersion } from './schema.ts';
import type { Database } from './sqlite.ts';
import { identity, serverHistory, setState } from './sync-state.ts';

/** Upgrades `version` within the caller's transaction. A row that cannot be read is named, and left alone. */
export function upgrade(db: Database, version: number, opening: Opening): void {
  if (version < 2) addSecondVersion(db, opening);
  addLaterVersions(db, version);
}

/** What came after the second version. Within the caller's transaction. */
export function addLaterVersions(db: Database, version: number): void {
  if (version === SCHEMA_VERSION) return;
  if (version < 3) addVersion(db, 3, thirdVersion);
  addVersion(db, 4, fourthVersion);
  // Reviews that the server sent before were not kept here: the next round asks for everything once more.
  if (version === 2) setState(db, serverHistory.fetchAgain, true);
}

function addVersion(db: Database, version: number, sql: string): void {
  db.exec(sql);
  db.prepare('INSERT INTO schema_migrations (version) VALUES (?)').run(version);
}

function addSecondVersion(db: Database, { settings, warn }: Opening): void {
  addVersion(db, 2, secondVersion);
  setState(db, identity.deviceId, `local-${randomUUID()}`);
  const insert = db.prepare(
    'INSERT INTO versions (kind, id, updated_at, device_id, base, dirty) VALUES (?, ?, ?, ?, 0, 1)',
  );
  const note = (kind: string, id: string, updatedAt: number, author: string) =>
    insert.run(kind, id, Math.max(0, updatedAt), author);
  const leftAlone = (kind: string, id: string, reason: unknown) => {
    note(kind, id, 0, UNREAD_AUTHOR);
    warn(`${kind} ${id} was left as it is: ${reasonOf(reason)}`);
  };

  upgradeSessions(db, settings, note, leftAlone);
  for (const row of db.prepare('SELECT * FROM cards').all() as unknown as CardRow[]) {
    try {
      const data = readCard(row);
      const reviewed = data.last_review === null ? 0 : Date.parse(data.last_review);
      note('cards', row.id, Math.max(data.created_at, reviewed), authorOf(data));
    } catch (error) {
      leftAlone('cards', row.id, error);
    }
  }
  for (const { id, updated_at } of db.prepare('SELECT id, updated_at FROM plans').all()) {
    try {
      note('plans', String(id), readFirstVersionTime(String(updated_at)).ms, UNREAD_AUTHOR);
    } catch (error) {
      leftAlone('plans', String(id), error);
    }
  }
}

type Note = (kind: string, id: string, updatedAt: number, author: string) => void;
type LeftAlone = (kind: string, id: string, reason: unknown) => void;

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
  const rows: { row: SessionRow; ms: number }[] = [];
  for (const row of db.prepare(selectSessions).all() as unknown as SessionRow[]) {
    try {
      rows.push({ row, ms: readFirstVersionTime(row.start_time).ms });
    } catch (error) {
      leftAlone('sessions', row.id, error);
    }
  }
  return rows.sort((a, b) => a.ms - b.ms || (a.row.id < b.row.id ? -1 : 1));
}

function authorOf(data: object): string {
  return firstVersionAuthor(JSON.stringify(data));
}

function reasonOf(error: unknown): string {
  if (error instanceof SamediError) return error.message;
  throw error;
}
