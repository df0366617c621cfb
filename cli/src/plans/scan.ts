/** Reads the plans folder: whatever was changed with any editor becomes a change that sync knows of. */

import { readdirSync } from 'node:fs';
import { SamediError } from '../../../src/lib/errors.ts';
import { parsePlan, planData } from '../../../src/lib/plan/plan-file.ts';
import { firstVersionAuthor, UNREAD_AUTHOR } from '../home/first-version-author.ts';
import type { Home } from '../home/home.ts';
import { idsOf } from '../home/rows.ts';
import { plans } from '../home/schema/tables.ts';
import { editPast } from '../home/schema/triggers.ts';
import { transaction } from '../home/sqlite.ts';
import { getState, identity } from '../home/sync-state.ts';
import { versionOfRecord } from '../sync/versions.ts';
import { type PlanFile, planPath, readPlanFile, stampOf } from './file.ts';
import { finishPlanFiles } from './pending.ts';
import { createdAt, type KnownFile, knownFile, rememberFile, writePlanRow } from './store.ts';

/** A plan that was left alone, and why; the others went on. */
export interface PlanProblem {
  id: string;
  error: SamediError;
}

/** Brings the database in step with the files. Returns what could not be read, by file name. */
export function scanPlans(home: Home): PlanProblem[] {
  return home.noting(() => {
    finishPlanFiles(home);
    return scanFolder(home);
  });
}

function scanFolder(home: Home): PlanProblem[] {
  const problems: PlanProblem[] = [];
  const inFolder = readdirSync(home.paths.plans, { withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && /^[^.].*\.md$/.test(entry.name))
    .map((entry) => entry.name.slice(0, -'.md'.length))
    .sort();
  const listed = new Set(idsOf(home.db, plans));
  for (const id of inFolder) {
    try {
      scanFile(home, id, listed.has(id));
    } catch (error) {
      if (!(error instanceof SamediError)) throw error;
      problems.push({ id, error: named(id, error) });
    }
  }
  const there = new Set(inFolder);
  for (const id of [...listed].filter((id) => !there.has(id)).sort()) {
    problems.push({ id, error: missing(id) });
  }
  return problems;
}

function scanFile(home: Home, id: string, listed: boolean): void {
  const stamp = stampOf(planPath(home, id));
  const known = knownFile(home.db, id);
  const settled = stamp.mtimeMs !== null && known?.mtime_ms === stamp.mtimeMs;
  if (listed && settled && known.size === stamp.size) return;
  const file = readPlanFile(home, id);
  if (!file) return;
  if (listed && file.hash === known?.hash) {
    transaction(home.db, () => rememberFile(home.db, id, file.hash, stamp));
    return;
  }
  const { id: ownId } = parsePlan(file.content);
  if (ownId !== id) throw wrongName(id, ownId);
  const data = planData(file.content, createdAt(home.db, id, stamp.writtenAt));
  transaction(home.db, () => {
    const updatedAt = noteEdit(home, file, known, Math.min(stamp.writtenAt, home.now()));
    writePlanRow(home, id, data, updatedAt);
    rememberFile(home.db, id, file.hash, stamp);
  });
}

/** Notes the file's present content as a version to be sent. Returns its time, Unix ms. */
function noteEdit(home: Home, file: PlanFile, known: KnownFile | null, writtenAt: number): number {
  const { db } = home;
  const version = versionOfRecord(db, 'plans', file.id);
  if (version?.device_id === UNREAD_AUTHOR && !known) {
    const author = firstVersionAuthor(file.content);
    db.prepare("UPDATE versions SET device_id = ? WHERE kind = 'plans' AND id = ?").run(
      author,
      file.id,
    );
    return version.updated_at;
  }
  const updatedAt = version ? Math.max(writtenAt, version.updated_at + 1) : writtenAt;
  db.prepare(
    `INSERT INTO versions (kind, id, updated_at, device_id, dirty) VALUES ('plans', ?, ?, ?, 1)
     ON CONFLICT (kind, id) DO UPDATE SET updated_at = excluded.updated_at, device_id = excluded.device_id,
       dirty = 1, deleted = 0, past = ${editPast}, version = NULL`,
  ).run(file.id, updatedAt, getState(db, identity.deviceId));
  return updatedAt;
}

function named(id: string, error: SamediError): SamediError {
  return new SamediError(error.code, `plans/${id}.md, ${error.message}`, {
    next: error.next,
    cause: error,
  });
}

function wrongName(id: string, ownId: string): SamediError {
  return new SamediError('plan_file_invalid', `its id is "${ownId}", not its file's name.`, {
    next: `Rename the file to ${ownId}.md, or write "id: ${id}" into it.`,
  });
}

function missing(id: string): SamediError {
  return new SamediError('not_found', `plans/${id}.md is gone; the plan was not deleted by it.`, {
    next: `Bring it back with: samedi plan restore ${id}, or delete the plan with: samedi plan delete ${id}`,
  });
}
