/**
 * Files follow the database: what has to become of a plan's file is stored with the plan's version, in one transaction,
 * and done after it. A command that is cut in between leaves it to the next one.
 */
import { SamediError } from '../../../src/lib/errors.ts';
import { isPlanId } from '../../../src/lib/plan/plan.ts';
import { planData } from '../../../src/lib/plan/plan-file.ts';
import { type Conflict, conflictId } from '../../../src/lib/wire/conflicts.ts';
import type { PlanData } from '../../../src/lib/wire/records.ts';
import { writeWhole } from '../home/files.ts';
import type { Home } from '../home/home.ts';
import { select } from '../home/rows.ts';
import type { Row } from '../home/schema/table.ts';
import { planWrites } from '../home/schema/tables.ts';
import { type Database, statement, transaction } from '../home/sqlite.ts';
import { getState, identity, setState, told } from '../home/sync-state.ts';
import { untrackedChange } from '../home/tracking.ts';
import { storeConflicts } from '../sync/conflicts/round.ts';
import { nameOf, pastOfEdit, pastText, readPast, versionOfRecord } from '../sync/versions.ts';
import { hashOf, hashOnDisk, planPath, readPlanFile, stampOf } from './file.ts';
import { copyToTrash, moveToTrash } from './remove.ts';
import { createdAt, knownFile, rememberFile } from './store.ts';

/**
 * Notes what the file is to hold, or, with null, that it is to go. Within the caller's transaction, before its version
 * changes.
 */
export function notePlanFile(db: Database, id: string, content: string | null): void {
  const version = versionOfRecord(db, 'plans', id);
  statement(
    db,
    `INSERT INTO plan_writes (id, content, over_hash, over_past) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET content = excluded.content`,
  ).run(id, content, knownFile(db, id)?.hash ?? null, pastText(version ? pastOfEdit(version) : []));
}

/** Does what was noted. What an editor wrote into a file meanwhile becomes a conflict; returns those. */
export function finishPlanFiles(home: Home): Conflict[] {
  return select(home.db, planWrites, 'ORDER BY id')
    .all()
    .flatMap((write) => (isPlanId(write.id) ? finishOrWait(home, write) : refuse(home, write.id)));
}

/** A file that cannot be read now is left to a later command; the others go on. */
function finishOrWait(home: Home, write: Row<typeof planWrites>): Conflict[] {
  try {
    return finish(home, write);
  } catch (error) {
    if (!(error instanceof SamediError) || error.code !== 'plan_file_invalid') throw error;
    home.warn(`plans/${write.id}.md waits for what sync brought: ${error.message}`);
    return [];
  }
}

/** Something else wrote it into the table: it names no file of this home, and holds up nothing. */
function refuse({ db, warn }: Home, id: string): [] {
  untrackedChange(db, () => statement(db, 'DELETE FROM plan_writes WHERE id = ?').run(id));
  warn(`Nothing was written for ${JSON.stringify(id)}, which is no plan's id.`);
  return [];
}

/** What is to be written, and what the file held when that was looked at. */
interface Found {
  onDisk: string | null;
  lost: Conflict | null;
  /** Whether it is neither what was known nor what comes. */
  meanwhile: boolean;
}

function finish(home: Home, write: Row<typeof planWrites>): Conflict[] {
  const listed: Conflict[] = [];
  for (;;) {
    const found = look(home, write);
    // First: cut after this, the edit is listed, whatever has become of the file.
    if (found.lost) listed.push(...list(home.db, found.lost));
    if (transaction(home.db, () => replaceFile(home, write, found))) {
      if (found.meanwhile) home.warn(meanwhileText(home, write.id, found.lost));
      return listed;
    }
  }
}

function look(home: Home, write: Row<typeof planWrites>): Found {
  const onDisk = hashOnDisk(home, write.id);
  const comes = write.content === null ? null : hashOf(write.content);
  const meanwhile = onDisk !== null && onDisk !== comes && onDisk !== write.over_hash;
  return { onDisk, meanwhile, lost: meanwhile ? lostEdit(home, write) : null };
}

/** False where the file has changed since it was looked at. Other commands wait for the transaction. */
function replaceFile(home: Home, write: Row<typeof planWrites>, found: Found): boolean {
  const { db } = home;
  const { id, content } = write;
  if (hashOnDisk(home, id) !== found.onDisk) return false;
  const { onDisk, meanwhile } = found;
  const hash = content === null ? null : hashOf(content);
  if (onDisk !== null && onDisk !== hash) {
    if (content === null) moveToTrash(home, id, onDisk);
    else if (meanwhile) copyToTrash(home, id, onDisk);
  }
  if (content !== null && onDisk !== hash) writeWhole(planPath(home, id), content);
  if (hash === null) statement(db, 'DELETE FROM plan_files WHERE id = ?').run(id);
  else rememberFile(db, id, hash, stampOf(planPath(home, id)));
  statement(db, 'DELETE FROM plan_writes WHERE id = ?').run(id);
  return true;
}

/** Lists a conflict that no server knows of yet. Returns it where it was not known here either. */
function list(db: Database, lost: Conflict): Conflict[] {
  return untrackedChange(db, () => {
    setState(db, told.conflictsUpTo, '');
    return storeConflicts(db, [lost]);
  });
}

/** The file as it is now, as a version that lost; null where it is no plan. */
function lostEdit(home: Home, { id, over_past }: Row<typeof planWrites>): Conflict | null {
  const { writtenAt } = stampOf(planPath(home, id));
  const data = planIn(home, id);
  if (data === null) return null;
  const device = getState(home.db, identity.deviceId);
  const about = { kind: 'plans', id, updated_at: writtenAt, device_id: device } as const;
  const lost = { kind: 'plans', record_id: id, version: nameOf(about, data) } as const;
  return {
    ...{ id: conflictId(lost), action: 'create', ...lost, past: readPast(over_past) },
    ...{ updated_at: writtenAt, device, data, detected_at: home.now() },
  };
}

function planIn(home: Home, id: string): PlanData | null {
  try {
    const file = readPlanFile(home, id);
    return file && planData(file.content, createdAt(home.db, id, 0));
  } catch (error) {
    if (error instanceof SamediError) return null;
    throw error;
  }
}

function meanwhileText({ paths }: Home, id: string, lost: Conflict | null): string {
  const edited = `plans/${id}.md was edited while a newer version of it came; that edit is in ${paths.trash}`;
  return lost ? `${edited}, and among: samedi sync conflicts` : `${edited}.`;
}
