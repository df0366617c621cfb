/** Reads the plans folder: whatever was changed with any editor becomes a change that sync knows of. */

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SamediError } from '../../../src/lib/errors.ts';
import { hasFrontmatter } from '../../../src/lib/plan/frontmatter.ts';
import { isPlanId } from '../../../src/lib/plan/plan.ts';
import { parsePlan, planData } from '../../../src/lib/plan/plan-file.ts';
import { slugOf } from '../../../src/lib/text/slug.ts';
import { firstVersionAuthor, UNREAD_AUTHOR } from '../home/first-version-author.ts';
import type { Home } from '../home/home.ts';
import { idsOf } from '../home/rows.ts';
import { plans } from '../home/schema/tables.ts';
import { editPast } from '../home/schema/triggers.ts';
import { transaction } from '../home/sqlite.ts';
import { getState, identity } from '../home/sync-state.ts';
import { versionOfRecord } from '../sync/versions.ts';
import { takeLateEdits } from './edits.ts';
import { type PlanFile, planPath, readPlanFile, stampOf } from './file.ts';
import { finishPlanFiles } from './pending.ts';
import { createdAt, type KnownFile, knownFile, rememberFile, writePlanRow } from './store.ts';

/** A plan that was left alone, and why; the others went on. */
export interface PlanProblem {
  id: string;
  error: SamediError;
  /** It has no frontmatter and never was a plan: sync leaves nothing behind by it. */
  neverPlan?: boolean;
}

/** How people file their plans is no plan. */
const README = /^readme$/i;

/** Brings the database in step with the files, and these with editors. Returns what could not be read, by file name. */
export function scanPlans(home: Home): PlanProblem[] {
  return home.noting(() => {
    const problems = scanFiles(home);
    return takeLateEdits(home) ? scanFolder(home) : problems;
  });
}

/** As `scanPlans`, but leaves alone what editors have saved since `plan edit`. */
export function scanFiles(home: Home): PlanProblem[] {
  finishPlanFiles(home);
  return scanFolder(home);
}

function scanFolder(home: Home): PlanProblem[] {
  const problems: PlanProblem[] = [];
  const listed = new Set(idsOf(home.db, plans));
  const inFolder = readdirSync(home.paths.plans, { withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && /^[^.].*\.md$/.test(entry.name))
    .map((entry) => entry.name.slice(0, -'.md'.length))
    .filter((id) => !README.test(id) || listed.has(id))
    .sort();
  for (const id of inFolder) {
    try {
      scanFile(home, id, listed.has(id));
    } catch (error) {
      if (!(error instanceof SamediError)) throw error;
      const neverPlan = !listed.has(id) && isProse(home, id);
      problems.push({ id, error: named(id, error), ...(neverPlan && { neverPlan }) });
    }
  }
  const there = new Set(inFolder);
  for (const id of [...listed].filter((id) => !there.has(id)).sort()) {
    problems.push({ id, error: missing(id) });
  }
  return problems;
}

/** Whether the file can be read and begins as no plan does. */
function isProse({ paths }: Home, id: string): boolean {
  const path = join(paths.plans, `${id}.md`);
  try {
    return statSync(path).isFile() && !hasFrontmatter(readFileSync(path, 'utf8'));
  } catch {
    // It was told already why it cannot be read.
    return false;
  }
}

function scanFile(home: Home, id: string, listed: boolean): void {
  if (!isPlanId(id)) throw badName(id);
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
  if (ownId !== id) throw wrongName(home, id, ownId);
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

function badName(id: string): SamediError {
  const slug = slugOf(id) || 'my-plan';
  return new SamediError('plan_file_invalid', `its name is no plan's id.`, {
    next: `Rename it, for example to ${slug}.md, with "id: ${slug}" in it, or move it out of the folder.`,
  });
}

/** Never a hint to put one file in the place of another. */
function wrongName(home: Home, id: string, ownId: string): SamediError {
  if (!existsSync(planPath(home, ownId))) {
    return new SamediError('plan_file_invalid', `its id is "${ownId}", not its file's name.`, {
      next: `Rename the file to ${ownId}.md, or write "id: ${id}" into it.`,
    });
  }
  const copy = `its id is "${ownId}", as that of plans/${ownId}.md: it looks like a copy.`;
  return new SamediError('plan_file_invalid', copy, {
    next: `Compare the two, then move one out of the folder; or write "id: ${id}" into it, and it is a plan of its own.`,
  });
}

function missing(id: string): SamediError {
  return new SamediError('not_found', `plans/${id}.md is gone; the plan was not deleted by it.`, {
    next: `Bring it back with: samedi plan restore ${id}, or delete the plan with: samedi plan delete ${id}`,
  });
}
