/** One edit of a plan's file by a command. */
import { SamediError } from '../../../src/lib/errors.ts';
import { writeWhole } from '../home/files.ts';
import type { Home } from '../home/home.ts';
import { planPath, readPlanFile } from './file.ts';
import { problemOf } from './problems.ts';
import { scanPlans } from './scan.ts';

/** Puts what `edit` makes of the file's text in its place, and notes it for sync. Returns whether anything changed. */
export function changePlanFile(home: Home, id: string, edit: (text: string) => string): boolean {
  const file = readPlanFile(home, id);
  if (!file) {
    throw new SamediError('not_found', `plans/${id}.md is gone.`, {
      next: `Run: samedi plan restore ${id}`,
    });
  }
  const text = edit(file.content);
  if (text === file.content) return false;
  writeWhole(planPath(home, id), text);
  const problem = problemOf(scanPlans(home), id);
  if (problem) throw problem;
  return true;
}
