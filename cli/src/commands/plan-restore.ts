/** `samedi plan restore PLAN`: a file that is gone, as it was when last synced. */

import { SamediError } from '../../../src/lib/errors.ts';
import { writeWhole } from '../home/files.ts';
import { hashOnDisk, planPath } from '../plans/file.ts';
import { findPlanId } from '../plans/find.ts';
import { scanPlans } from '../plans/scan.ts';
import { planBases } from '../plans/store.ts';
import type { Cli } from '../run/cli.ts';

export async function planRestore(cli: Cli, planText: string): Promise<void> {
  const home = await cli.home();
  const id = findPlanId(home, planText, scanPlans(home));
  if (hashOnDisk(home, id) !== null) {
    throw new SamediError('already_exists', `plans/${id}.md is there.`, {
      next: 'Move it away first, if what was last synced is to take its place.',
    });
  }
  const [last] = planBases(home.db, id);
  if (!last) {
    throw new SamediError('not_found', `No synced copy of plan ${id} is kept here.`, {
      next: `Put a copy of your own at ${planPath(home, id)}.`,
    });
  }
  writeWhole(planPath(home, id), last.data.content);
  scanPlans(home);
  if (cli.out.json) return cli.out.data({ id });
  cli.out.line(`Restored plans/${id}.md as it was when last synced.`);
}
