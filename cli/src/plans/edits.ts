/**
 * What `plan edit` hands to an editor is a draft of its own, and the text that it was made from lies beside it. So an
 * editor that saves late, after sync or another command has changed the plan, changes what it was given: the two are
 * merged, and what both had changed is kept as a conflict. docs/decisions/121-drafts-for-editors.md.
 */
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { SamediError } from '../../../src/lib/errors.ts';
import { mergePlans } from '../../../src/lib/plan/merge/merge-plans.ts';
import { isPlanId } from '../../../src/lib/plan/plan.ts';
import { parsePlan, planData } from '../../../src/lib/plan/plan-file.ts';
import { conflictId } from '../../../src/lib/wire/conflicts.ts';
import { readIfThere, writeWhole } from '../home/files.ts';
import type { Home } from '../home/home.ts';
import { setState, told } from '../home/sync-state.ts';
import { untrackedChange } from '../home/tracking.ts';
import { storeConflicts } from '../sync/conflicts/round.ts';
import { nameOf, readPast, versionOfRecord } from '../sync/versions.ts';
import { decode, pathOfPlan, readPlanFile } from './file.ts';
import { replacePlanText } from './replace.ts';
import { createdAt } from './store.ts';

/** How long a draft that was taken waits for an editor that saves once more. */
const KEPT_MS = 7 * 86_400_000;

const draftPath = ({ paths }: Home, id: string) => pathOfPlan(paths.edits, id);
const basePath = ({ paths }: Home, id: string) => pathOfPlan(paths.edits, id, '.base');

interface Draft {
  /** What the editor was given, or what of it was taken last. */
  base: string;
  text: string;
}

/** A draft of the plan for an editor; the one that could not be taken yet, where there is one. Returns its path. */
export function handOut(home: Home, id: string): string {
  const path = draftPath(home, id);
  const draft = draftOf(home, id);
  if (draft && draft.text !== draft.base) return path;
  const content = readPlanFile(home, id)?.content ?? '';
  mkdirSync(home.paths.edits, { recursive: true, mode: 0o700 });
  // In this order: cut in between, there is no draft, and not one that seems to be made from another text.
  rmSync(path, { force: true });
  writeWhole(basePath(home, id), content, 0o600);
  writeWhole(path, content, 0o600);
  return path;
}

/**
 * Brings what an editor saved into the plan's file. Returns whether there was anything. Throws `plan_file_invalid`
 * where it is no plan, and `not_found` where the plan has gone; the draft stays then.
 */
export function takeEdit(home: Home, id: string): boolean {
  const draft = draftOf(home, id);
  if (!draft || draft.text === draft.base) return false;
  check(id, draft.text);
  for (;;) {
    const now = readPlanFile(home, id)?.content;
    const merged = now === undefined ? null : merge(draft, now);
    // First: cut after this, what the other one wrote is listed, whatever has become of the file.
    if (merged?.clashes) keep(home, id, now ?? '');
    const unchanged = { is: true };
    replacePlanText(home, id, (text) => {
      unchanged.is = text === now;
      return unchanged.is ? (merged?.content ?? text) : text;
    });
    if (unchanged.is) break;
  }
  writeWhole(basePath(home, id), draft.text, 0o600);
  return true;
}

/**
 * Takes what was saved after `plan edit` had ended, and forgets drafts that nobody touched for long. Returns whether a
 * plan's file was changed.
 */
export function takeLateEdits(home: Home): boolean {
  let any = false;
  for (const id of draftsIn(home)) {
    try {
      any = takeEdit(home, id) || any;
    } catch (error) {
      if (!(error instanceof SamediError)) throw error;
      home.warn(`${error.message}\n  ${error.next ?? ''}`);
      continue;
    }
    const age = home.now() - statSync(draftPath(home, id)).mtimeMs;
    if (age < KEPT_MS) continue;
    rmSync(draftPath(home, id));
    rmSync(basePath(home, id), { force: true });
  }
  return any;
}

function draftsIn({ paths }: Home): string[] {
  if (!statSync(paths.edits, { throwIfNoEntry: false })) return [];
  return readdirSync(paths.edits)
    .filter((name) => name.endsWith('.md') && !name.endsWith('.base.md'))
    .map((name) => name.slice(0, -'.md'.length))
    .filter(isPlanId);
}

function draftOf(home: Home, id: string): Draft | null {
  const [text, base] = [draftPath, basePath].map((path) => readIfThere(path(home, id)));
  return text && base ? { text: decode(text), base: decode(base) } : null;
}

function check(id: string, text: string): void {
  const named = (message: string, next: string | null) =>
    new SamediError('plan_file_invalid', `edits/${id}.md, ${message}`, {
      next: `${next ?? ''} What you wrote is kept: samedi plan edit ${id}`.trim(),
    });
  try {
    planData(text);
  } catch (error) {
    if (error instanceof SamediError) throw named(error.message, error.next);
    throw error;
  }
  const own = parsePlan(text).id;
  if (own !== id) throw named(`its id is "${own}" now.`, `Write "id: ${id}" into it again.`);
}

/** What the learner saved last stands where both changed one thing. */
function merge({ base, text }: Draft, now: string): { content: string; clashes: boolean } {
  if (now === base) return { content: text, clashes: false };
  const { content, conflicts } = mergePlans(base, text, now);
  return { content, clashes: conflicts.length > 0 };
}

/** Lists the plan's present version as one that lost. */
function keep(home: Home, id: string, content: string): void {
  const { db } = home;
  const version = versionOfRecord(db, 'plans', id);
  if (!version) return;
  const { updated_at, device_id } = version;
  const data = planData(content, createdAt(db, id, 0));
  const name = version.version ?? nameOf({ kind: 'plans', id, updated_at, device_id }, data);
  const lost = { kind: 'plans', record_id: id, version: name } as const;
  untrackedChange(db, () => {
    setState(db, told.conflictsUpTo, '');
    storeConflicts(db, [
      {
        ...{ id: conflictId(lost), action: 'create', ...lost, past: readPast(version.past) },
        ...{ updated_at, device: device_id, data, detected_at: home.now() },
      },
    ]);
  });
}
