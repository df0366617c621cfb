/** `samedi plan edit PLAN` */

import { SamediError } from '../../../src/lib/errors.ts';
import type { Home } from '../home/home.ts';
import { handOut, takeEdit } from '../plans/edits.ts';
import { hashOnDisk } from '../plans/file.ts';
import { findPlanId } from '../plans/find.ts';
import { problemOf } from '../plans/problems.ts';
import { scanFiles, scanPlans } from '../plans/scan.ts';
import type { Cli } from '../run/cli.ts';
import { editUntilRight } from '../terminal/editor.ts';

export async function planEdit(cli: Cli, planText: string): Promise<void> {
  const home = await cli.home();
  const problems = scanPlans(home);
  const id = findPlanId(home, planText, problems);
  const before = hashOnDisk(home, id);
  const gone = problems.find((one) => one.id === id);
  if (before === null && gone) throw gone.error;
  await editUntilRight(cli, handOut(home, id), () => problemAfterEdit(home, id));
  const changed = hashOnDisk(home, id) !== before;
  if (cli.out.json) return cli.out.data({ id, changed });
  cli.out.line(changed ? `Changed plan ${id}.` : `Plan ${id} is as it was.`);
}

/** What was saved is taken only where it is a plan. What others changed meanwhile is a version before it. */
function problemAfterEdit(home: Home, id: string): SamediError | null {
  scanFiles(home);
  try {
    takeEdit(home, id);
  } catch (error) {
    if (error instanceof SamediError) return error;
    throw error;
  }
  return problemOf(scanFiles(home), id);
}
