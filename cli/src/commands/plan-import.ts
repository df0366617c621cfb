/** `samedi plan import FILE` */
import { SamediError } from '../../../src/lib/errors.ts';
import { chunkProgress, parsePlan, planData } from '../../../src/lib/plan/plan-file.ts';
import { countText } from '../../../src/lib/text/format.ts';
import { namingFile, readSource } from '../arguments/files.ts';
import { writeWhole } from '../home/files.ts';
import { decode, hashOf, hashOnDisk, planPath } from '../plans/file.ts';
import { scanPlans } from '../plans/scan.ts';
import type { Cli } from '../run/cli.ts';

export async function planImport(
  cli: Cli,
  file: string,
  { force = false }: { force?: boolean },
): Promise<void> {
  const home = await cli.home();
  const bytes = readSource(file);
  const plan = namingFile(file, () => {
    const content = decode(bytes);
    planData(content);
    return parsePlan(content);
  });
  const there = hashOnDisk(home, plan.id);
  if (there !== null && there !== hashOf(bytes) && !force) throw alreadyThere(plan.id);
  writeWhole(planPath(home, plan.id), bytes);
  const problem = scanPlans(home).find((one) => one.id === plan.id);
  if (problem) throw problem.error;
  const { total, completed } = chunkProgress(plan);
  if (cli.out.json) {
    return cli.out.data({
      id: plan.id,
      title: plan.title,
      chunks_total: total,
      chunks_completed: completed,
    });
  }
  const chunks = countText(plan.chunks.length, 'chunk');
  cli.out.line(`Imported ${cli.out.paint('bold', plan.title)} as ${plan.id}, with ${chunks}.`);
}

function alreadyThere(id: string): SamediError {
  return new SamediError('already_exists', `There is a plan ${id} already, and it differs.`, {
    next: 'Give the file another id, or replace the plan with --force.',
  });
}
