/** `samedi plan archive PLAN` */
import { setPlanStatus } from '../../../src/lib/plan/plan-file.ts';
import { changePlanFile } from '../plans/change.ts';
import { findPlan } from '../plans/find.ts';
import type { Cli } from '../run/cli.ts';

export async function planArchive(cli: Cli, planText: string): Promise<void> {
  const home = await cli.home();
  const { id, title } = findPlan(home, planText);
  const changed = changePlanFile(home, id, (text) => setPlanStatus(text, 'archived'));
  if (cli.out.json) return cli.out.data({ id, status: 'archived', changed });
  cli.out.line(`${cli.out.paint('bold', title)} is ${changed ? 'now' : 'already'} archived.`);
}
