/** `samedi plan done PLAN CHUNK`: sets the chunk's status in the file, and leaves every other byte alone. */
import { SamediError } from '../../../src/lib/errors.ts';
import {
  type ChunkStatus,
  chunkProgress,
  chunkStatuses,
  setChunkStatus,
} from '../../../src/lib/plan/plan-file.ts';
import { changePlanFile } from '../plans/change.ts';
import { findChunk, findPlan } from '../plans/find.ts';
import type { Cli } from '../run/cli.ts';

export async function planDone(
  cli: Cli,
  planText: string,
  chunkText: string,
  { status: statusText = 'completed' }: { status?: string },
): Promise<void> {
  const status = chunkStatuses.find((known) => known === statusText);
  if (!status) {
    throw new SamediError('usage', `There is no status "${statusText}".`, {
      next: `Use one of: ${chunkStatuses.join(', ')}.`,
    });
  }
  const home = await cli.home();
  const plan = findPlan(home, planText);
  const chunk = findChunk(plan, chunkText);
  const changed = changePlanFile(home, plan.id, (text) => setChunkStatus(text, chunk.id, status));
  const { total, completed } = chunkProgress(findPlan(home, plan.id));
  if (cli.out.json) {
    return cli.out.data({
      id: plan.id,
      chunk_id: chunk.id,
      status,
      changed,
      chunks_total: total,
      chunks_completed: completed,
    });
  }
  const what = cli.out.paint('bold', chunk.title);
  const progress = `${completed} of ${total} chunks completed`;
  cli.out.line(`${what} is ${changed ? 'now' : 'already'} ${words[status]}: ${progress}.`);
}

const words: Record<ChunkStatus, string> = {
  'not-started': 'not started',
  'in-progress': 'in progress',
  completed: 'completed',
  skipped: 'skipped',
};
