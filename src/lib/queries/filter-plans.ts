/** Which plans to show, and what there is to choose from. */
import type { PlanCard } from '../views/dashboard/plan-cards.ts';
import type { PlanFilter } from './filters.ts';

export function filterPlans(plans: PlanCard[], { status, tag }: PlanFilter): PlanCard[] {
  return plans.filter(
    (plan) =>
      (status === undefined || plan.status === status) &&
      (tag === undefined || plan.tags.includes(tag)),
  );
}

/** The tags of the plans, the most used first. */
export function tagsOf(plans: Pick<PlanCard, 'tags'>[]): string[] {
  const counts = new Map<string, number>();
  for (const tag of plans.flatMap((plan) => [...new Set(plan.tags)])) {
    counts.set(tag, (counts.get(tag) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
    .map(([tag]) => tag);
}
