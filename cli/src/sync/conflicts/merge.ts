/**
 * Two devices changed a plan. The one that met the conflict merges both versions, and the merge is
 * an edit like any other. Where both set a field to different values, the winner's stands, and the
 * conflict stays listed. docs/decisions/025-who-merges-a-plan.md, 093.
 */
import { SamediError } from '../../../../src/lib/errors.ts';
import { mergePlans } from '../../../../src/lib/plan/merge/merge-plans.ts';
import { parsePlan } from '../../../../src/lib/plan/plan-file.ts';
import type { Conflict } from '../../../../src/lib/wire/conflicts.ts';
import { pastOf } from '../../../../src/lib/wire/versions.ts';
import { writeWhole } from '../../home/files.ts';
import type { Home } from '../../home/home.ts';
import { untrackedChange } from '../../home/tracking.ts';
import { planPath, readPlanFile } from '../../plans/file.ts';
import { scanPlans } from '../../plans/scan.ts';
import { knownFile, planBases } from '../../plans/store.ts';
import { pastText, readPast, versionOfRecord } from '../versions.ts';
import { dropConflict } from './conflicts.ts';

/** Merges what of `conflicts` can be. Returns how many there is something to tell the server of. */
export function mergeConflicts(home: Home, conflicts: readonly Conflict[]): number {
  return conflicts.filter((conflict) => mergePlan(home, conflict)).length;
}

function mergePlan(home: Home, conflict: Conflict): boolean {
  if (conflict.kind !== 'plans') return false;
  const base = commonPast(home, conflict);
  const loser = (conflict.data as { content?: string } | null)?.content;
  if (base === null || loser === undefined) return false;
  const winner = readPlanFile(home, conflict.record_id);
  // Edited a moment ago: then that edit is the learner's answer to whatever was there.
  if (!winner || winner.hash !== knownFile(home.db, winner.id)?.hash) return false;
  const { content: text, conflicts } = mergePlans(base, winner.content, loser);
  const clean = conflicts.length === 0;
  if (!isPlan(text, winner.id)) return false;
  // In this order: cut in between, the version that lost is still listed.
  if (text !== winner.content) writeMerge(home, conflict, text);
  if (clean) untrackedChange(home.db, () => dropConflict(home.db, conflict.id));
  return clean || text !== winner.content;
}

/** The merge is an edit that was made from both. */
function writeMerge(home: Home, { record_id: id, version, past }: Conflict, text: string): void {
  const { db } = home;
  const winner = versionOfRecord(db, 'plans', id);
  writeWhole(planPath(home, id), text);
  scanPlans(home);
  if (typeof winner?.version !== 'number') return;
  const parents = [
    { version: winner.version, past: readPast(winner.past) },
    { version, past },
  ];
  const merged = pastText(pastOf(...parents));
  untrackedChange(db, () =>
    db
      .prepare("UPDATE versions SET past = ? WHERE kind = 'plans' AND id = ? AND version IS NULL")
      .run(merged, id),
  );
}

/**
 * The text that both sides of a conflict grew from, as their pasts show, and that this home still has: the nearest, or null.
 * Without one nothing is merged, since what one side lacks may be what it never knew.
 */
function commonPast({ db }: Home, { record_id: id, version, past }: Conflict): string | null {
  const winner = versionOfRecord(db, 'plans', id);
  if (typeof winner?.version !== 'number') return null;
  const mine = [winner.version, ...readPast(winner.past)];
  const theirs = [version, ...past];
  const place = ({ version: base }: { version: number }) =>
    mine.indexOf(base) + theirs.indexOf(base);
  const [nearest] = planBases(db, id)
    .filter(({ version: base }) => mine.includes(base) && theirs.includes(base))
    .sort((a, b) => place(a) - place(b));
  return nearest?.content ?? null;
}

function isPlan(text: string, id: string): boolean {
  try {
    return parsePlan(text).id === id;
  } catch (error) {
    if (error instanceof SamediError) return false;
    throw error;
  }
}
