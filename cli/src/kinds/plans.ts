/** Plans: files, whose rows only repeat what they say. */
import { SamediError } from '../../../src/lib/errors.ts';
import { mergePlans } from '../../../src/lib/plan/merge/merge-plans.ts';
import { parsePlan, planData } from '../../../src/lib/plan/plan-file.ts';
import type { PlanData } from '../../../src/lib/wire/records.ts';
import { findInPlans } from '../check/records.ts';
import { writeWhole } from '../home/files.ts';
import type { Home } from '../home/home.ts';
import { statement } from '../home/sqlite.ts';
import { trackedChange } from '../home/tracking.ts';
import { hashOf, hashOnDisk, planPath, readPlanFile } from '../plans/file.ts';
import { finishPlanFiles, notePlanFile } from '../plans/pending.ts';
import { scanPlans } from '../plans/scan.ts';
import { createdAt, knownFile, planBases, rememberBase, writePlanRow } from '../plans/store.ts';
import type { RecordKind } from './kind.ts';

export const plans: RecordKind<PlanData, Pick<PlanData, 'content'>> = {
  table: null,
  read(home, id) {
    const file = readPlanFile(home, id);
    // Changed a moment ago: the next scan makes another version of it.
    if (!file || file.hash !== knownFile(home.db, id)?.hash) return null;
    return planData(file.content, createdAt(home.db, id, 0));
  },
  show(home, id) {
    const file = readPlanFile(home, id);
    return file && { content: file.content };
  },
  take(home, id, data, updatedAt) {
    if (fileIsOwn(home, id, data)) return false;
    if (data === null) remove(home, id);
    else store(home, id, data, updatedAt);
    return true;
  },
  edit(home, id, data) {
    if (data === null) {
      trackedChange(home.db, home.now(), () => remove(home, id));
      finishPlanFiles(home);
      return;
    }
    writeWhole(planPath(home, id), data.content);
    const problem = scanPlans(home).find((one) => one.id === id);
    if (problem) throw problem.error;
  },
  bases: ({ db }, id) => planBases(db, id),
  rereads: (home, id, version) => {
    const content = readPlanFile(home, id)?.content;
    return planBases(home.db, id).some(
      (base) => base.version === version && base.data.content === content,
    );
  },
  merge(base, winner, loser) {
    const { content, conflicts } = mergePlans(base.content, winner.content, loser.content);
    if (idIn(content) !== idIn(winner.content)) return null;
    const same = content === winner.content;
    return { data: { ...winner, content }, clean: conflicts.length === 0, same };
  },
  agreed: ({ db }, id, version, { content }) => rememberBase(db, id, version, content),
  title: (id) => id,
  lines: ({ content = '' }) => content.split('\n'),
  findings: findInPlans,
};

/** Whether the plan's file holds something that was neither read before nor is what arrives. */
function fileIsOwn(home: Home, id: string, data: PlanData | null): boolean {
  const onDisk = hashOnDisk(home, id);
  if (onDisk === null || onDisk === knownFile(home.db, id)?.hash) return false;
  return data === null || onDisk !== hashOf(data.content);
}

/** The file follows, once the transaction is through. */
function store(home: Home, id: string, data: PlanData, updatedAt: number): void {
  writePlanRow(home, id, data, updatedAt);
  notePlanFile(home.db, id, data.content);
}

function remove({ db }: Home, id: string): void {
  notePlanFile(db, id, null);
  statement(db, 'DELETE FROM plans WHERE id = ?').run(id);
}

/** Null in a text that is no plan. */
function idIn(content: string): string | null {
  try {
    return parsePlan(content).id;
  } catch (error) {
    if (error instanceof SamediError) return null;
    throw error;
  }
}
