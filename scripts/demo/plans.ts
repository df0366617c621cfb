/** The demo learner's plans, as files. */
import { type Chunk, type Plan, planData, printPlan } from '../../src/lib/plan/plan-file.ts';
import type { PlanData } from '../../src/lib/wire/records.ts';
import { chunkIdOf, completedChunks, type DemoSession } from './sessions.ts';
import { type PlanTable, planTables } from './tables/plans.ts';

export interface DemoPlan {
  id: string;
  data: PlanData;
}

export function makePlans(sessions: readonly DemoSession[]): DemoPlan[] {
  return planTables.map((table) => {
    const own = sessions.filter(({ data }) => data.plan_id === table.id).map(({ data }) => data);
    return { id: table.id, data: planData(printPlan(plan(table, own))) };
  });
}

function plan(table: PlanTable, sessions: readonly DemoSession['data'][]): Plan {
  const [first, last] = [sessions[0], sessions.at(-1)];
  if (!first?.ended_at || !last?.ended_at) throw new Error(`No sessions for ${table.id}.`);
  const done = completedChunks(table);
  const spent = sessions.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0);
  // What was spent on the completed share says how long the whole was meant to be, to five hours.
  const totalHours = Math.max(5, Math.round(spent / 60 / table.progress / 5) * 5);
  const minutes = Math.max(1, Math.round((totalHours * 2) / table.chunks.length)) * 30;
  return {
    id: table.id,
    title: table.title,
    createdAt: first.started_at - 600_000,
    updatedAt: last.ended_at,
    totalHours,
    status: done === table.chunks.length ? 'completed' : 'in-progress',
    tags: table.tags,
    chunks: table.chunks.map((row, index) => chunk(row, index, { done, minutes, table })),
  };
}

function chunk(
  row: string,
  index: number,
  { done, minutes, table }: { done: number; minutes: number; table: PlanTable },
): Chunk {
  const parts = row.split(' | ');
  return {
    id: chunkIdOf(index),
    number: index + 1,
    title: parts[0] ?? '',
    minutes,
    status: index < done ? 'completed' : index === done ? 'in-progress' : 'not-started',
    objectives: parts.slice(1, -1),
    resources: table.resources,
    deliverable: parts.at(-1) ?? null,
    line: 0,
  };
}
