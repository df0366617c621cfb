/** One edit of a plan's file by a command. */
import type { Home } from '../home/home.ts';
import { problemOf } from './problems.ts';
import { replacePlanText } from './replace.ts';
import { scanPlans } from './scan.ts';

/**
 * Puts what `edit` makes of the file's text in its place, and notes it for sync. Returns whether anything changed. What
 * was changed before, by whomever, is a version of its own.
 */
export function changePlanFile(home: Home, id: string, edit: (text: string) => string): boolean {
  scanPlans(home);
  const changed = replacePlanText(home, id, edit);
  const problem = changed ? problemOf(scanPlans(home), id) : null;
  if (problem) throw problem;
  return changed;
}
