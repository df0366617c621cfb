/** Plans as the API tells of them. Times in Unix milliseconds, UTC; durations in minutes. */
import type { PlanCard } from '../../lib/dashboard/plan-cards.ts';
import type { PlanList } from './list.ts';

export function planAnswer({ id, title, status, tags, chunks, ...plan }: PlanCard) {
  const last = plan.lastSession;
  return {
    id,
    title,
    status,
    tags,
    chunks_total: chunks.total,
    chunks_completed: chunks.completed,
    minutes: plan.minutes,
    planned_minutes: plan.plannedMinutes,
    last_session: last && {
      started_at: last.startedAt,
      utc_offset_minutes: last.utcOffsetMinutes,
      day: last.day,
    },
    weeks_left: plan.weeksLeft,
  };
}

export function plansAnswer({ plans }: Pick<PlanList, 'plans'>) {
  return { plans: plans.map(planAnswer) };
}
