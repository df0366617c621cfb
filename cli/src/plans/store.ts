/** What the database repeats of a plan's file, and remembers of having read it. */
import { readFirstVersionTime, writeTime } from '../../../src/lib/time/first-version-times.ts';
import type { PlanData } from '../../../src/lib/wire/records.ts';
import type { Home } from '../home/home.ts';
import { type Database, statement } from '../home/sqlite.ts';
import { readList } from '../records/first-version-texts.ts';
import { planPath, type Stamp } from './file.ts';

export interface KnownFile {
  size: number | null;
  mtime_ms: number | null;
  hash: string | null;
  arriving_hash: string | null;
}

/** What was remembered of a plan's file; null before it was first read. */
export function knownFile(db: Database, id: string): KnownFile | null {
  const row = statement(
    db,
    'SELECT size, mtime_ms, hash, arriving_hash FROM plan_files WHERE id = ?',
  ).get(id);
  return (row as KnownFile | undefined) ?? null;
}

/** Remembers the file as read, or as just written. */
export function rememberFile(db: Database, id: string, hash: string, stamp: Stamp): void {
  statement(
    db,
    `INSERT INTO plan_files (id, size, mtime_ms, hash) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET size = excluded.size, mtime_ms = excluded.mtime_ms, hash = excluded.hash, arriving_hash = NULL`,
  ).run(id, stamp.size, stamp.mtimeMs, hash);
}

/** Remembers what this home and the server agree on: where a later merge starts from. */
export function rememberSynced(db: Database, id: string, content: string): void {
  statement(db, 'UPDATE plan_files SET synced_content = ? WHERE id = ?').run(content, id);
}

/**
 * Repeats what the file says, for lists and for the first version's tools. A row that says it already stays as it is.
 */
export function writePlanRow(home: Home, id: string, data: PlanData, updatedAt: number): void {
  if (rowSays(home.db, id, data, updatedAt)) return;
  statement(
    home.db,
    `INSERT INTO plans (id, title, created_at, updated_at, total_hours, status, tags, file_path) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET title = excluded.title, updated_at = excluded.updated_at,
       total_hours = excluded.total_hours, status = excluded.status, tags = excluded.tags`,
  ).run(
    id,
    data.title,
    writeTime(data.created_at, 0),
    writeTime(updatedAt, 0),
    data.total_hours,
    data.status,
    JSON.stringify(data.tags),
    planPath(home, id),
  );
}

function rowSays(db: Database, id: string, data: PlanData, updatedAt: number): boolean {
  const row = statement(db, 'SELECT * FROM plans WHERE id = ?').get(id);
  return (
    row !== undefined &&
    row['title'] === data.title &&
    row['status'] === data.status &&
    row['total_hours'] === data.total_hours &&
    JSON.stringify(readList(row['tags'])) === JSON.stringify(data.tags) &&
    timeOf(row['updated_at']) === updatedAt
  );
}

/** When the plan was made, for a file that does not say; `otherwise` where its row does not either. Unix ms. */
export function createdAt(db: Database, id: string, otherwise: number): number {
  const row = statement(db, 'SELECT created_at FROM plans WHERE id = ?').get(id);
  return timeOf(row?.['created_at']) ?? otherwise;
}

/** Null for a time that cannot be read: in a row that only repeats the file it is not worth stopping for. */
function timeOf(text: unknown): number | null {
  try {
    return typeof text === 'string' ? readFirstVersionTime(text).ms : null;
  } catch {
    return null;
  }
}
