/** `samedi plan edit PLAN` */

import { hashOnDisk, planPath } from '../plans/file.ts';
import { findPlanId } from '../plans/find.ts';
import { problemOf } from '../plans/problems.ts';
import { scanPlans } from '../plans/scan.ts';
import type { Cli } from '../run/cli.ts';
import { editUntilRight } from '../terminal/editor.ts';

export async function planEdit(cli: Cli, planText: string): Promise<void> {
  const home = await cli.home();
  const problems = scanPlans(home);
  const id = findPlanId(home, planText, problems);
  const before = hashOnDisk(home, id);
  const gone = problems.find((one) => one.id === id);
  if (before === null && gone) throw gone.error;
  await editUntilRight(cli, planPath(home, id), () => problemOf(scanPlans(home), id));
  const changed = hashOnDisk(home, id) !== before;
  if (cli.out.json) return cli.out.data({ id, changed });
  cli.out.line(changed ? `Changed plan ${id}.` : `Plan ${id} is as it was.`);
}
