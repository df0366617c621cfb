/** `samedi plan show PLAN` */

import { type ChunkStatus, chunkProgress } from '../../../src/lib/plan/plan-file.ts';
import { minutesText } from '../../../src/lib/text/format.ts';
import { findPlan } from '../plans/find.ts';
import { minutesOf } from '../records/plan-minutes.ts';
import type { Cli } from '../run/cli.ts';
import { columns } from '../terminal/table.ts';

const marks: Record<ChunkStatus, string> = {
  'not-started': '·',
  'in-progress': '›',
  completed: '✓',
  skipped: '–',
};

export async function planShow(cli: Cli, planText: string): Promise<void> {
  const home = await cli.home();
  const plan = findPlan(home, planText);
  const { total, completed } = chunkProgress(plan);
  const minutes = minutesOf(home.db, plan.id);
  if (cli.out.json) {
    const { createdAt, updatedAt, totalHours, chunks, ...rest } = plan;
    return cli.out.data({
      ...rest,
      created_at: createdAt,
      updated_at: updatedAt,
      total_hours: totalHours,
      chunks_total: total,
      chunks_completed: completed,
      minutes,
      chunks,
    });
  }
  const planned = plan.totalHours === null ? '' : ` of ${plan.totalHours} h`;
  cli.out.line(cli.out.paint('bold', plan.title));
  cli.out.line(
    `${plan.status}, ${completed} of ${total} chunks, ${minutesText(minutes)}${planned}`,
  );
  if (plan.tags.length > 0) cli.out.line(cli.out.paint('dim', plan.tags.join(', ')));
  if (plan.chunks.length > 0) cli.out.line();
  const rows = plan.chunks.map((chunk) => [
    marks[chunk.status],
    chunk.id,
    chunk.minutes === null ? '' : minutesText(chunk.minutes),
    chunk.title,
  ]);
  for (const line of columns(rows)) cli.out.line(line);
}
