/** Plans and chunks by what people type: an id, or the beginning of one. */

import { SamediError } from '../../../src/lib/errors.ts';
import { type Chunk, type Plan, parsePlan } from '../../../src/lib/plan/plan-file.ts';
import { pick } from '../arguments/pick.ts';
import { meaning, nearest } from '../arguments/suggest.ts';
import type { Home } from '../home/home.ts';
import { idsOf } from '../home/rows.ts';
import { plans } from '../home/schema/tables.ts';
import { readPlanFile } from './file.ts';
import { type PlanProblem, scanPlans } from './scan.ts';

/** The plan whose id is `text`, or alone begins with it. Throws `not_found`, or why its file cannot be read. */
export function findPlan(home: Home, text: string): Plan {
  const problems = scanPlans(home);
  const id = findPlanId(home, text, problems);
  const problem = problems.find((one) => one.id === id);
  if (problem) throw problem.error;
  const file = readPlanFile(home, id);
  if (!file) throw notFound(text, 'Run: samedi plan list');
  return parsePlan(file.content);
}

/** As `findPlan`, for a plan whose file need not be readable. */
export function findPlanId(home: Home, text: string, problems: readonly PlanProblem[]): string {
  const ids = new Set([...idsOf(home.db, plans), ...problems.map((problem) => problem.id)]);
  const id = pick(text, [...ids]);
  if (id !== null) return id;
  if (ids.size === 0)
    throw notFound(text, 'Run: samedi plan new TITLE, or samedi plan import FILE');
  throw notFound(text, meaning(nearest(text, [...ids]), 'Run: samedi plan list'));
}

/** The chunk by its id, the beginning of it, or its number. Throws `not_found`, naming those there are. */
export function findChunk(plan: Plan, text: string): Chunk {
  const numbered = plan.chunks.filter((chunk) => String(chunk.number) === text);
  const exact = plan.chunks.find((chunk) => chunk.id === text);
  if (exact) return exact;
  if (numbered[0] && numbered.length === 1) return numbered[0];
  const ids = plan.chunks.map((chunk) => chunk.id);
  const id = pick(text, ids);
  const found = plan.chunks.find((chunk) => chunk.id === id);
  if (found) return found;
  throw new SamediError('not_found', `Plan "${plan.id}" has no chunk "${text}".`, {
    next:
      ids.length === 0
        ? 'It has no chunks.'
        : meaning(meant(plan, text), chunksThere(plan.id, ids)),
  });
}

/** Titles are what people remember, but they change, so a chunk goes by its id. */
function meant({ chunks }: Plan, text: string): string | null {
  const titled = nearest(
    text,
    chunks.map(({ title }) => title),
  );
  const chunk = chunks.find(({ title }) => title === titled);
  return chunk
    ? `${chunk.id}, ${chunk.title}`
    : nearest(
        text,
        chunks.map(({ id }) => id),
      );
}

function chunksThere(planId: string, ids: readonly string[]): string {
  const some = ids.slice(0, 5).join(', ');
  return ids.length > 5
    ? `Its chunks: ${some}, … (samedi plan show ${planId})`
    : `Its chunks: ${some}`;
}

function notFound(text: string, next: string): SamediError {
  return new SamediError('not_found', `There is no plan "${text}".`, { next });
}
