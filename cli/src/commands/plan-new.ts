/** `samedi plan new TITLE` */
import { SamediError } from '../../../src/lib/errors.ts';
import {
  type Chunk,
  type Plan,
  planIdPattern,
  printPlan,
} from '../../../src/lib/plan/plan-file.ts';
import { slugOf } from '../../../src/lib/text/slug.ts';
import { writeNew } from '../home/files.ts';
import { planPath } from '../plans/file.ts';
import { problemOf } from '../plans/problems.ts';
import { scanPlans } from '../plans/scan.ts';
import type { Cli } from '../run/cli.ts';

interface Options {
  id?: string;
  chunk?: string[];
  hours?: string;
  tag?: string[];
}

export async function planNew(cli: Cli, title: string, options: Options): Promise<void> {
  const home = await cli.home();
  const { chunk: chunkTitles = ['First steps'], tag: tags = [] } = options;
  const now = Math.floor(cli.now() / 1_000) * 1_000;
  const plan: Plan = {
    id: idFor(title, options.id),
    title: oneLine(title),
    createdAt: now,
    updatedAt: now,
    totalHours: hoursOf(options.hours),
    status: 'not-started',
    tags,
    chunks: chunkTitles.map((text, index) => newChunk(oneLine(text), index + 1)),
  };
  const path = planPath(home, plan.id);
  if (!writeNew(path, printPlan(plan))) {
    throw new SamediError('already_exists', `There is a plan ${plan.id} already.`, {
      next: 'Give this one another id: --id ID',
    });
  }
  const problem = problemOf(scanPlans(home), plan.id);
  if (problem) throw problem;
  const { id } = plan;
  if (cli.out.json) return cli.out.data({ id, title: plan.title, path });
  cli.out.line(`Made plan ${cli.out.paint('bold', id)}. Fill it in with: samedi plan edit ${id}`);
}

function idFor(title: string, given: string | undefined): string {
  const id = given ?? slugOf(title);
  if (planIdPattern.test(id) && id.length <= 100) return id;
  throw new SamediError(
    'invalid_input',
    given === undefined ? `No id can be made of "${title}".` : `"${id}" cannot be a plan's id.`,
    { next: 'Give an id of letters, digits, ".", "_" and "-": --id french-b1' },
  );
}

function hoursOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const hours = Number(text);
  if (text.trim() !== '' && hours >= 0 && hours <= 1_000_000) return hours;
  throw new SamediError('invalid_input', `"${text}" is not a number of hours.`, {
    next: 'Write it like 50 or 7.5.',
  });
}

function newChunk(title: string, number: number): Chunk {
  return {
    id: `chunk-${String(number).padStart(3, '0')}`,
    number,
    title,
    minutes: 60,
    status: 'not-started',
    objectives: [],
    resources: [],
    deliverable: null,
    line: 0,
  };
}

function oneLine(text: string): string {
  const tidy = text.replace(/\s+/g, ' ').trim();
  if (tidy !== '') return tidy;
  throw new SamediError('invalid_input', 'A title is empty.', { next: 'Write a few words.' });
}
