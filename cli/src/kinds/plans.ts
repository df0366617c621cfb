/** Plans: files, whose rows only repeat what they say. */
import { planData } from '../../../src/lib/plan/plan-file.ts';
import type { PlanData } from '../../../src/lib/wire/records.ts';
import { findInPlans } from '../check/records.ts';
import { writeWhole } from '../home/files.ts';
import type { Home } from '../home/home.ts';
import { statement } from '../home/sqlite.ts';
import { trackedChange } from '../home/tracking.ts';
import { hashOf, hashOnDisk, planPath, readPlanFile, stampOf } from '../plans/file.ts';
import { removePlanFile } from '../plans/remove.ts';
import { scanPlans } from '../plans/scan.ts';
import {
  announceFile,
  createdAt,
  knownFile,
  rememberFile,
  rememberSynced,
  writePlanRow,
} from '../plans/store.ts';
import type { RecordKind } from './kind.ts';

export const plans: RecordKind<PlanData> = {
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
    if (data === null) return trackedChange(home.db, home.now(), () => remove(home, id));
    writeWhole(planPath(home, id), data.content);
    const problem = scanPlans(home).find((one) => one.id === id);
    if (problem) throw problem.error;
  },
  announce: (home, id, { content }) => announceFile(home.db, id, hashOf(content)),
  agreed: (home, id, { content }) => rememberSynced(home.db, id, content),
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

function store(home: Home, id: string, data: PlanData, updatedAt: number): void {
  const path = planPath(home, id);
  const hash = hashOf(data.content);
  writePlanRow(home, id, data, updatedAt);
  if (hashOnDisk(home, id) !== hash) writeWhole(path, data.content);
  rememberFile(home.db, id, hash, stampOf(path));
  rememberSynced(home.db, id, data.content);
}

function remove(home: Home, id: string): void {
  removePlanFile(home, id);
  statement(home.db, 'DELETE FROM plans WHERE id = ?').run(id);
}
