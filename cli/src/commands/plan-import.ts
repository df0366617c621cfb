/** `samedi plan import FILE` */
import { resolve } from 'node:path';
import { SamediError } from '../../../src/lib/errors.ts';
import { countText } from '../../../src/lib/format.ts';
import { chunkProgress, parsePlan, planData } from '../../../src/lib/plan-file.ts';
import type { Cli } from '../cli.ts';
import { readIfThere, writeWhole } from '../home/files.ts';
import { decode, hashOf, hashOnDisk, planPath } from '../plans/file.ts';
import { scanPlans } from '../plans/scan.ts';

export async function planImport(
  cli: Cli,
  file: string,
  { force = false }: { force?: boolean },
): Promise<void> {
  const home = await cli.home();
  const bytes = readSource(file);
  const plan = checked(file, () => {
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

function readSource(file: string): Buffer {
  let bytes: Buffer | null = null;
  try {
    bytes = readIfThere(resolve(file));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new SamediError('invalid_input', `${file} cannot be read (${code}).`, {
      next: 'Give the path of a markdown file.',
      cause,
    });
  }
  if (bytes) return bytes;
  throw new SamediError('not_found', `There is no file ${file}.`, { next: 'Check the path.' });
}

function checked<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof SamediError)) throw error;
    const { code, message, next } = error;
    throw new SamediError(code, `${file}, ${message}`, { next, cause: error });
  }
}

function alreadyThere(id: string): SamediError {
  return new SamediError('already_exists', `There is a plan ${id} already, and it differs.`, {
    next: 'Give the file another id, or replace the plan with --force.',
  });
}
