/** The learner's plans, each with how far it is. */
import { addDays, type Day, daysBetween } from '../../time/days.ts';
import type { PlanStatus } from '../../wire/records.ts';
import { isOverrun, PACE_DAYS, type WeeksLeft, weeksLeft } from '../pace.ts';
import type { PlanTotals, Totals } from './totals.ts';

export interface PlanCard {
  id: string;
  title: string;
  status: PlanStatus;
  tags: string[];
  /** 0 to 5; the plan's colour on every page. */
  color: number;
  chunks: { total: number; completed: number };
  minutes: number;
  plannedMinutes: number | null;
  lastSession: { startedAt: number; utcOffsetMinutes: number; day: Day } | null;
  /** At the pace of the last four weeks; null where that tells nothing. */
  weeksLeft: WeeksLeft | null;
  /** More was spent than the plan says that it takes, and chunks are open. */
  overrun: boolean;
  /** The chunk to go on with; null where none is open, or nobody said which. */
  next: { id: string; title: string } | null;
}

/** How many colours there are for plans; a seventh plan shares the first one's. */
const PLAN_COLORS = 6;

const DAY_MS = 86_400_000;

const statusOrder: Record<PlanStatus, number> = {
  'in-progress': 0,
  'not-started': 1,
  completed: 2,
  archived: 3,
};

/** By age, so that a new plan takes the next colour and leaves the others theirs. */
export function planColors(plans: Pick<PlanTotals, 'id' | 'created_at'>[]): Map<string, number> {
  const byAge = plans.toSorted((a, b) => a.created_at - b.created_at || (a.id < b.id ? -1 : 1));
  return new Map(byAge.map((plan, index) => [plan.id, index % PLAN_COLORS]));
}

/** In progress first, archived last; of each the one worked on last at the top. */
export function planCards(
  totals: Pick<Totals, 'plans' | 'plan_totals' | 'days'>,
  day: Day,
): PlanCard[] {
  const colors = planColors(totals.plans);
  const spent = new Map(totals.plan_totals.map(([id, minutes]) => [id, minutes]));
  const recent = recentWeeks(totals.days, day);
  return totals.plans
    .map((plan) =>
      planCard(plan, day, {
        color: colors.get(plan.id) ?? 0,
        minutes: spent.get(plan.id) ?? 0,
        recentWeeks: recent.get(plan.id) ?? [],
      }),
    )
    .toSorted(
      (a, b) =>
        statusOrder[a.status] - statusOrder[b.status] ||
        (b.lastSession?.startedAt ?? 0) - (a.lastSession?.startedAt ?? 0) ||
        (a.title < b.title ? -1 : 1),
    );
}

/** Minutes of each plan in the four weeks that end with `day`, the last one first. */
function recentWeeks(rows: Totals['days'], day: Day): Map<string, number[]> {
  const first = addDays(day, 1 - PACE_DAYS);
  const byPlan = new Map<string, number[]>();
  for (const [on, planId, minutes] of rows) {
    if (on < first || on > day) continue;
    const weeks = byPlan.get(planId) ?? Array<number>(PACE_DAYS / 7).fill(0);
    weeks[Math.floor(daysBetween(on, day) / 7)]! += minutes;
    byPlan.set(planId, weeks);
  }
  return byPlan;
}

function planCard(
  plan: PlanTotals,
  day: Day,
  known: { color: number; minutes: number; recentWeeks: readonly number[] },
): PlanCard {
  const plannedMinutes = plan.total_hours === null ? null : Math.round(plan.total_hours * 60);
  const ageDays = Math.ceil((Date.parse(`${day}T00:00:00Z`) - plan.created_at) / DAY_MS) + 1;
  const last = plan.last_session;
  const { open_minutes: open, completed_minutes: completed } = plan;
  const effort = {
    chunksTotal: plan.chunks_total,
    chunksCompleted: plan.chunks_completed,
    plannedMinutes,
    chunkMinutes: open == null || completed == null ? null : { open, completed },
    spentMinutes: known.minutes,
  };
  return {
    id: plan.id,
    title: plan.title,
    status: plan.status,
    tags: plan.tags,
    color: known.color,
    chunks: { total: plan.chunks_total, completed: plan.chunks_completed },
    minutes: known.minutes,
    plannedMinutes,
    lastSession: last && { startedAt: last[0], utcOffsetMinutes: last[1], day: last[2] },
    weeksLeft: weeksLeft({ ...effort, recentWeeks: known.recentWeeks, recentDays: ageDays }),
    overrun: isOverrun(effort),
    next:
      plan.next_chunk_id == null
        ? null
        : { id: plan.next_chunk_id, title: plan.next_chunk_title ?? plan.next_chunk_id },
  };
}
