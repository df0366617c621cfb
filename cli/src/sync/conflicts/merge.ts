/**
 * Two devices changed a plan. The one that met the conflict merges both versions, and the merge is
 * an edit like any other. Where both set a field to different values, the winner's stands, and the
 * conflict stays listed. docs/decisions/025-who-merges-a-plan.md, 093.
 */
import { SamediError } from '../../../../src/lib/errors.ts';
import { mergePlans } from '../../../../src/lib/plan/merge/merge-plans.ts';
import { parsePlan } from '../../../../src/lib/plan/plan-file.ts';
import type { Conflict } from '../../../../src/lib/wire/conflicts.ts';
import type { PlanData } from '../../../../src/lib/wire/records.ts';
import { writeWhole } from '../../home/files.ts';
import type { Home } from '../../home/home.ts';
import { statement } from '../../home/sqlite.ts';
import { untrackedChange } from '../../home/tracking.ts';
import { planPath, readPlanFile } from '../../plans/file.ts';
import { scanPlans } from '../../plans/scan.ts';
import { knownFile } from '../../plans/store.ts';
import type { Page } from '../page.ts';
import { dropConflict } from './conflicts.ts';

/** The versions that this run offers of each plan, and what home and server agreed on before them. */
export type Offered = Map<string, { base: string; versions: Set<string> }>;

/**
 * Notes the plans that `page` offers, before it is sent. A version that says nothing new has no
 * merge base (`sync --all`). Neither has one with base 0, as after starting over: the server may be
 * rolled back, and what it agreed on since is no past of what it holds.
 */
export function noteOffered({ db }: Home, page: Page, offered: Offered): void {
  const texts = new Map(page.deltas.plans.map((delta) => [delta.id, contentOf(delta)]));
  for (const { kind, id, base, updated_at, device_id } of page.sent) {
    if (kind !== 'plans' || base === 0) continue;
    const agreed = knownFile(db, id)?.synced_content ?? null;
    if (agreed === null || agreed === texts.get(id)) continue;
    const known = offered.get(id) ?? { base: agreed, versions: new Set() };
    offered.set(id, known);
    known.versions.add(`${updated_at}:${device_id}`);
  }
}

const contentOf = (delta: Page['deltas']['plans'][number]) =>
  delta.action === 'delete' ? null : (delta.data as PlanData).content;

/** Merges those of `conflicts` that this home may merge. Returns how many changed something. */
export function mergeConflicts(
  home: Home,
  conflicts: readonly Conflict[],
  offered: Offered,
): number {
  let changed = 0;
  for (const conflict of conflicts) if (mergePlan(home, conflict, offered)) changed += 1;
  if (changed > 0) scanPlans(home);
  return changed;
}

function mergePlan(home: Home, conflict: Conflict, offered: Offered): boolean {
  const base = mergeBase(home, conflict, offered);
  const loser = (conflict.data as { content?: string } | null)?.content;
  if (conflict.kind !== 'plans' || base === null || loser === undefined) return false;
  const winner = readPlanFile(home, conflict.record_id);
  // Edited a moment ago: then that edit is the learner's answer to whatever was there.
  if (!winner || winner.hash !== knownFile(home.db, winner.id)?.hash) return false;
  const { content: text, conflicts } = mergePlans(base, winner.content, loser);
  const clean = conflicts.length === 0;
  if (!isPlan(text, winner.id)) return false;
  // In this order: cut in between, the version that lost is still listed.
  if (text !== winner.content) writeWhole(planPath(home, winner.id), text);
  if (clean) untrackedChange(home.db, () => dropConflict(home.db, conflict.id));
  return clean || text !== winner.content;
}

/**
 * The text from which both sides of a conflict grew; null where that is not sure. What this run
 * offers grew from its base. If the offer won, the loser did too where it was the record's version
 * until then, and no open conflict tells that the base, or what grew from it, gave way to a rival.
 */
function mergeBase({ db }: Home, conflict: Conflict, offered: Offered): string | null {
  const { base, versions } = offered.get(conflict.record_id) ?? {};
  if (base === undefined || versions === undefined) return null;
  if (versions.has(`${conflict.updated_at}:${conflict.device}`)) return base;
  if (!versions.has(conflict.replaced_by ?? '')) return null;
  const other = statement(
    db,
    `SELECT 1 FROM conflicts WHERE kind = 'plans' AND record_id = ? AND id <> ? AND dropped = 0
       AND (replaced_by IS NOT NULL OR data->>'content' = ?)`,
  ).get(conflict.record_id, conflict.id, base);
  return other ? null : base;
}

function isPlan(text: string, id: string): boolean {
  try {
    return parsePlan(text).id === id;
  } catch (error) {
    if (error instanceof SamediError) return false;
    throw error;
  }
}
