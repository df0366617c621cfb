/** What plans and chunks are said to be. */
import type { ChunkStatus, PlanStatus } from '../../lib/plan/plan-file.ts';
import type { PlanCard } from '../../lib/views/dashboard/plan-cards.ts';
import { paceText } from '../../lib/views/pace.ts';

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

/** How long it still takes, and whether it takes more than it said; null where nobody can tell. */
export function outlookText({
  status,
  weeksLeft,
  overrun,
}: Pick<PlanCard, 'status' | 'weeksLeft' | 'overrun'>): string | null {
  if (status !== 'in-progress') return null;
  const pace = weeksLeft && paceText(weeksLeft);
  const more = overrun && 'more spent than planned';
  return [pace, more].filter(Boolean).join(', ') || null;
}

/** A plan's own page. */
export function planPath(id: string): string {
  return `/plans/${encodeURIComponent(id)}`;
}

/** The id of the list of sessions on a plan's page, to which older ones are added. */
export const SESSIONS_LIST = 'plan-sessions';
