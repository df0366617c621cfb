/** `samedi plan list` */

import { chunkProgress, parsePlan } from '../../../src/lib/plan/plan-file.ts';
import { minutesText } from '../../../src/lib/text/format.ts';
import type { Home } from '../home/home.ts';
import { idsOf, rows } from '../home/rows.ts';
import { plans as planRows } from '../home/schema/tables.ts';
import { readPlanFile } from '../plans/file.ts';
import { warnOfProblems } from '../plans/problems.ts';
import { scanPlans } from '../plans/scan.ts';
import type { Cli } from '../run/cli.ts';
import { columns } from '../terminal/table.ts';

export async function planList(cli: Cli): Promise<void> {
  const home = await cli.home();
  const problems = scanPlans(home);
  const unreadable = new Set(problems.map((problem) => problem.id));
  const plans = idsOf(home.db, planRows)
    .filter((id) => !unreadable.has(id))
    .flatMap((id) => summary(home, id) ?? []);
  warnOfProblems(cli.out, problems);
  if (cli.out.json) return cli.out.data({ plans });
  if (plans.length === 0) {
    const none = 'No plans yet. Make one: samedi plan new TITLE, or samedi plan import FILE';
    return cli.out.line(problems.length === 0 ? none : 'No plan can be read.');
  }
  const cells = plans.map((plan) => [
    plan.id,
    plan.status,
    `${plan.chunks_completed}/${plan.chunks_total}`,
    minutesText(plan.minutes),
    plan.title,
  ]);
  const [head = '', ...lines] = columns(
    [['ID', 'STATUS', 'CHUNKS', 'TIME', 'TITLE'], ...cells],
    cli.out.columns,
  );
  cli.out.line(cli.out.paint('dim', head));
  for (const line of lines) cli.out.line(line);
}

function summary(home: Home, id: string) {
  const file = readPlanFile(home, id);
  if (!file) return null; // Gone since the folder was read.
  const plan = parsePlan(file.content);
  const { total, completed } = chunkProgress(plan);
  const spent = rows<{ minutes: number; sessions: number }>(
    home.db,
    'SELECT coalesce(sum(duration_minutes), 0) AS minutes, count(*) AS sessions FROM sessions WHERE plan_id = ?',
  ).get(id);
  return {
    id,
    title: plan.title,
    status: plan.status,
    tags: plan.tags,
    total_hours: plan.totalHours,
    chunks_total: total,
    chunks_completed: completed,
    minutes: spent?.minutes ?? 0,
    sessions: spent?.sessions ?? 0,
  };
}
