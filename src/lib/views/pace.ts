/** How long a plan still takes at the learner's own pace. */

export interface PlanPace {
  /** Chunks that count: all but the skipped ones. */
  chunksTotal: number;
  chunksCompleted: number;
  /** What the plan says it takes; null where it does not say. */
  plannedMinutes: number | null;
  /** All that was spent on it. */
  spentMinutes: number;
  /** What was spent on it in the last `recentDays`. */
  recentMinutes: number;
  /** `PACE_DAYS` where not given; fewer for a plan that is younger. */
  recentDays?: number;
}

/** Days that a pace is taken from. */
export const PACE_DAYS = 28;

/** The fewest days that tell a pace: one good evening is none. */
const SHORTEST_DAYS = 7;

/**
 * Weeks until a plan is done, as a fraction; 0 where nothing is left, null where too little is known: no chunks,
 * nothing done lately, or neither a planned total nor a completed chunk to judge the rest by.
 */
export function weeksLeft(plan: PlanPace): number | null {
  if (plan.chunksTotal === 0) return null;
  if (plan.chunksCompleted >= plan.chunksTotal) return 0;
  const minutesLeft = estimateMinutesLeft(plan);
  if (minutesLeft === null || plan.recentMinutes <= 0) return null;
  const weeks = Math.max(plan.recentDays ?? PACE_DAYS, SHORTEST_DAYS) / 7;
  return minutesLeft / (plan.recentMinutes / weeks);
}

/**
 * Minutes the open chunks still take: their share of the planned total, else the average of the completed ones; null
 * where neither is known.
 */
export function estimateMinutesLeft(
  plan: Pick<PlanPace, 'chunksTotal' | 'chunksCompleted' | 'plannedMinutes' | 'spentMinutes'>,
): number | null {
  const left = Math.max(plan.chunksTotal - plan.chunksCompleted, 0);
  if (plan.plannedMinutes !== null && plan.plannedMinutes > 0) {
    return plan.chunksTotal === 0 ? null : (plan.plannedMinutes * left) / plan.chunksTotal;
  }
  if (plan.chunksCompleted === 0 || plan.spentMinutes <= 0) return null;
  return (plan.spentMinutes / plan.chunksCompleted) * left;
}

/** `about 7 weeks at this pace`; months from 14 weeks on, years from 2 on. */
export function paceText(weeks: number): string {
  if (weeks <= 0) return 'done';
  if (weeks < 0.75) return 'less than a week at this pace';
  if (weeks > 520) return 'more than 10 years at this pace';
  return `about ${roughly(weeks)} at this pace`;
}

function roughly(weeks: number): string {
  const count = Math.round(weeks);
  if (count === 1) return 'a week';
  if (count < 14) return `${count} weeks`;
  if (weeks < 104) return `${Math.round(weeks / 4.345)} months`;
  return `${Math.round(weeks / 52.18)} years`;
}
