/** `samedi plan import FILE` */
import { basename } from 'node:path';
import { SamediError } from '../../../src/lib/errors.ts';
import { type Offer, offerPlan } from '../../../src/lib/plan/offer.ts';
import { chunkProgress, type Plan, parsePlan, planData } from '../../../src/lib/plan/plan-file.ts';
import { countText } from '../../../src/lib/text/format.ts';
import { namingFile, readSource } from '../arguments/files.ts';
import { decodeText } from '../arguments/text-file.ts';
import { writeWhole } from '../home/files.ts';
import { hashOf, hashOnDisk, planPath } from '../plans/file.ts';
import { scanPlans } from '../plans/scan.ts';
import type { Cli } from '../run/cli.ts';
import { sayRemarks } from '../terminal/remarks.ts';

interface Options {
  force?: boolean;
  id?: string;
  title?: string;
  dryRun?: boolean;
}

export async function planImport(cli: Cli, file: string, options: Options): Promise<void> {
  const { force = false, dryRun = false, id, title } = options;
  const home = await cli.home();
  const fileName = basename(file).replace(/\.[^.]*$/, '');
  const { plan, text, noted } = namingFile(file, () => {
    const offer = offerPlan(decodeText(readSource(file)), { id, title, fileName });
    planData(offer.text);
    return { ...offer, plan: parsePlan(offer.text) };
  });
  const there = hashOnDisk(home, plan.id);
  if (there !== null && there !== hashOf(text) && !force) throw alreadyThere(plan.id);
  if (!dryRun) {
    writeWhole(planPath(home, plan.id), text);
    const problem = scanPlans(home).find((one) => one.id === plan.id);
    if (problem) throw problem.error;
  }
  say(cli, { file, plan, noted, dryRun });
}

interface Said extends Pick<Offer, 'noted'> {
  file: string;
  plan: Plan;
  dryRun: boolean;
}

function say({ out }: Cli, { file, plan, noted, dryRun }: Said): void {
  const { total, completed } = chunkProgress(plan);
  const { id, title } = plan;
  if (out.json) {
    const progress = { chunks_total: total, chunks_completed: completed };
    out.data({ id, title, ...progress, notes: noted, dry_run: dryRun });
    return;
  }
  sayRemarks(out, file, { noted });
  const chunks = countText(plan.chunks.length, 'chunk');
  const what = dryRun ? 'Would import' : 'Imported';
  out.line(`${what} ${out.paint('bold', title)} as ${id}, with ${chunks}.`);
}

function alreadyThere(id: string): SamediError {
  return new SamediError('already_exists', `There is a plan ${id} already, and it differs.`, {
    next: 'Give the file another id, or replace the plan with --force.',
  });
}
