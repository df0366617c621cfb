/** What plans and chunks are said to be. */
import type { ChunkStatus, PlanStatus } from '../../lib/plan/plan-file.ts';

export const statusText: Record<PlanStatus | ChunkStatus, string> = {
  'in-progress': 'In progress',
  'not-started': 'Not started',
  completed: 'Completed',
  archived: 'Archived',
  skipped: 'Skipped',
};

/** In the order in which a learner asks for plans. */
export const statusOrder: readonly PlanStatus[] = [
  'in-progress',
  'not-started',
  'completed',
  'archived',
];

/** A plan's own page. */
export function planPath(id: string): string {
  return `/plans/${encodeURIComponent(id)}`;
}

/** The id of the list of sessions on a plan's page, to which older ones are added. */
export const SESSIONS_LIST = 'plan-sessions';
