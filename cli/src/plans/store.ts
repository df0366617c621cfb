/** What the database repeats of a plan's file, and remembers of having read it. */
import { readFirstVersionTime, writeTime } from '../../../src/lib/time/first-version-times.ts';
import type { PlanData } from '../../../src/lib/wire/records.ts';
import type { Home } from '../home/home.ts';
import { put, select } from '../home/rows.ts';
import type { Row } from '../home/schema/table.ts';
import { planBases as bases, planFiles, plans } from '../home/schema/tables.ts';
import { type Database, statement } from '../home/sqlite.ts';
import { readList } from '../records/first-version-texts.ts';
import { planPath, type Stamp } from './file.ts';

export type KnownFile = Row<typeof planFiles>;

/** What was remembered of a plan's file; null before it was first read. */
export function knownFile(db: Database, id: string): KnownFile | null {
  return select(db, planFiles, 'WHERE id = ?').get(id) ?? null;
}

/** Remembers the file as read, or as just written. */
export function rememberFile(db: Database, id: string, hash: string, stamp: Stamp): void {
  statement(
    db,
    `INSERT INTO plan_files (id, size, mtime_ms, hash) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET size = excluded.size, mtime_ms = excluded.mtime_ms, hash = excluded.hash`,
  ).run(id, stamp.size, stamp.mtimeMs, hash);
}

/** How many texts of a plan are kept for merges. */
const BASES_KEPT = 6;

/** Keeps the text of a version that the server has, too: a later merge may start from it. */
export function rememberBase(db: Database, id: string, version: number, content: string): void {
  statement(
    db,
    `INSERT INTO plan_bases (plan_id, version, place, content)
     VALUES (?, ?, (SELECT coalesce(max(place), 0) + 1 FROM plan_bases WHERE plan_id = ?), ?)
     ON CONFLICT (plan_id, version) DO UPDATE SET place = excluded.place`,
  ).run(id, version, id, content);
  statement(
    db,
    `DELETE FROM plan_bases WHERE plan_id = ?
       AND place <= (SELECT max(place) FROM plan_bases WHERE plan_id = ?) - ${BASES_KEPT}`,
  ).run(id, id);
}

/** Texts that the server has, too, the latest first. */
export function planBases(db: Database, id: string) {
  const latestFirst = 'WHERE plan_id = ? ORDER BY place DESC';
  const all = select(db, bases, ['version', 'content'], latestFirst).all(id);
  return all.map(({ version, content }) => ({ version, data: { content } }));
}

/**
 * Repeats what the file says, for lists and for the first version's tools. A row that says it already stays as it is.
 */
export function writePlanRow(home: Home, id: string, data: PlanData, updatedAt: number): void {
  if (rowSays(home.db, id, data, updatedAt)) return;
  const row: Row<typeof plans> = {
    id,
    title: data.title,
    created_at: writeTime(data.created_at, 0),
    updated_at: writeTime(updatedAt, 0),
    total_hours: data.total_hours,
    status: data.status,
    tags: JSON.stringify(data.tags),
    file_path: planPath(home, id),
  };
  put(home.db, plans, row, ['created_at', 'file_path']);
}

function rowSays(db: Database, id: string, data: PlanData, updatedAt: number): boolean {
  const row = select(db, plans, 'WHERE id = ?').get(id);
  return (
    row !== undefined &&
    row.title === data.title &&
    row.status === data.status &&
    row.total_hours === data.total_hours &&
    JSON.stringify(readList(row.tags)) === JSON.stringify(data.tags) &&
    timeOf(row.updated_at) === updatedAt
  );
}

/** When the plan was made, for a file that does not say; `otherwise` where its row does not either. Unix ms. */
export function createdAt(db: Database, id: string, otherwise: number): number {
  const row = select(db, plans, ['created_at'], 'WHERE id = ?').get(id);
  return timeOf(row?.created_at) ?? otherwise;
}

/** Null for a time that cannot be read: in a row that only repeats the file it is not worth stopping for. */
function timeOf(text: unknown): number | null {
  try {
    return typeof text === 'string' ? readFirstVersionTime(text).ms : null;
  } catch {
    return null;
  }
}
