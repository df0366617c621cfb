/**
 * A plan changed on two devices: the one that met the conflict puts both changes together, and its merge is an edit
 * like any other. Where both touched the same lines the newer version's stand, and the conflict stays to be looked at.
 */
import { SamediError } from '../../../src/lib/errors.ts';
import { parsePlan } from '../../../src/lib/plan-file.ts';
import type { Conflict } from '../../../src/lib/wire/conflicts.ts';
import { writeWhole } from '../home/files.ts';
import type { Home } from '../home/home.ts';
import { statement } from '../home/sqlite.ts';
import { apply } from '../home/state.ts';
import { planPath, readPlanFile } from '../plans/file.ts';
import { mergeTexts } from '../plans/merge.ts';
import { scanPlans } from '../plans/scan.ts';
import { knownFile } from '../plans/store.ts';
import { dropConflict } from './conflicts.ts';
import type { Page } from './types.ts';

/** What this home and the server agreed on last of each plan, before this run offered a change of it. */
export type Bases = Map<string, string>;

/**
 * Notes the bases of the plans in `page`, before it is sent. After starting over (base 0) there is none: the server may be
 * an older copy, to which what was agreed on since would look like this home's past, and its own past like a change.
 */
export function noteBases(home: Home, page: Page, bases: Bases): void {
  for (const { kind, id, base } of page.sent) {
    if (kind !== 'plans' || base === 0) continue;
    const row = statement(
      home.db,
      'SELECT synced_content AS text FROM plan_files WHERE id = ?',
    ).get(id);
    if (!bases.has(id) && typeof row?.['text'] === 'string') bases.set(id, row['text']);
  }
}

/** Merges what of `conflicts` this run met itself. Returns how many there is something to tell the server of. */
export function mergePlans(home: Home, conflicts: readonly Conflict[], bases: Bases): number {
  let changed = 0;
  for (const conflict of conflicts) if (mergePlan(home, conflict, bases)) changed += 1;
  if (changed > 0) scanPlans(home);
  return changed;
}

function mergePlan(home: Home, conflict: Conflict, bases: Bases): boolean {
  const base = bases.get(conflict.record_id);
  const loser = (conflict.data as { content?: string } | null)?.content;
  if (conflict.kind !== 'plans' || base === undefined || loser === undefined) return false;
  const winner = readPlanFile(home, conflict.record_id);
  // Edited a moment ago: then that edit is the learner's answer to whatever was there.
  if (!winner || winner.hash !== knownFile(home.db, winner.id)?.hash) return false;
  const { text, clean } = mergeTexts(base, winner.content, loser);
  if (!isPlan(text, winner.id)) return false;
  // In this order: cut in between, the version that lost is still listed.
  if (text !== winner.content) writeWhole(planPath(home, winner.id), text);
  if (clean) apply(home.db, () => dropConflict(home.db, conflict.id));
  return clean || text !== winner.content;
}

function isPlan(text: string, id: string): boolean {
  try {
    return parsePlan(text).id === id;
  } catch (error) {
    if (error instanceof SamediError) return false;
    throw error;
  }
}
