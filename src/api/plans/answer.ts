/** Plans as the API tells of them. Times in Unix milliseconds, UTC; durations in minutes. */
import type { PlanCard } from '../../lib/views/dashboard/plan-cards.ts';
import type { PlanView } from '../../lib/views/plan-page.ts';
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
    weeks_left: plan.weeksLeft?.weeks ?? null,
  };
}

export function plansAnswer({ plans }: Pick<PlanList, 'plans'>) {
  return { plans: plans.map(planAnswer) };
}

/** One plan, with its chunks; `problem` says why there are none where its text cannot be read. */
export function planViewAnswer({ card, outline, cards }: PlanView) {
  return {
    ...planAnswer(card),
    cards,
    other_minutes: outline.otherMinutes,
    problem: outline.problem,
    chunks: outline.chunks.map((chunk) => ({
      id: chunk.id,
      number: chunk.number,
      title: chunk.title,
      status: chunk.status,
      planned_minutes: chunk.minutes,
      minutes: chunk.spentMinutes,
      sessions: chunk.sessions,
      objectives: chunk.objectives,
      resources: chunk.resources,
      deliverable: chunk.deliverable,
    })),
  };
}
