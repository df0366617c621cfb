/** What the page of cards shows. */
import { planColors } from './dashboard/plan-cards.ts';
import type { PlanName } from './session-page.ts';

/** The cards of a plan. */
export interface CardCounts {
  plan_id: string;
  due: number;
  new: number;
  learning: number;
  mature: number;
}

export interface PlanOfCards extends Omit<CardCounts, 'plan_id'> {
  /** The title is null where the plan was deleted. */
  plan: { id: string; title: string | null; color: number | null };
  all: number;
}

/** Plans with cards, the one with most to do first. */
export function plansOfCards(counts: CardCounts[], plans: PlanName[]): PlanOfCards[] {
  const colors = planColors(plans);
  const titles = new Map(plans.map((plan) => [plan.id, plan.title]));
  return counts
    .map(({ plan_id: id, ...count }) => ({
      plan: { id, title: titles.get(id) ?? null, color: colors.get(id) ?? null },
      ...count,
      all: count.new + count.learning + count.mature,
    }))
    .sort((a, b) => b.due - a.due || b.all - a.all || (a.plan.id < b.plan.id ? -1 : 1));
}
