/** How long a plan still takes at the learner's own pace. */

export interface PlanPace {
  /** Chunks that count: all but the skipped ones. */
  chunksTotal: number;
  chunksCompleted: number;
  /** What the plan says that it takes; null where it does not say. */
  plannedMinutes: number | null;
  /** What the plan gives to its chunks, where they say it; null where none does. */
  chunkMinutes?: { open: number; completed: number } | null;
  /** All that was spent on it. */
  spentMinutes: number;
  /** What was spent on it in each of the last four weeks, of seven days each, the present one first. */
  recentWeeks: readonly number[];
  /** `PACE_DAYS` where not given; fewer for a plan that is younger. */
  recentDays?: number;
}

/** Weeks until a plan is done, as fractions: most likely, and between what. All 0 where nothing is left. */
export interface WeeksLeft {
  weeks: number;
  least: number;
  most: number;
}

/** Days that a pace is taken from. */
export const PACE_DAYS = 28;

/** The fewest days that tell a pace: one good evening is none. */
const SHORTEST_DAYS = 7;

/**
 * Null where too little is known: no chunks, nothing done lately, or nothing to judge the open chunks by. The range is
 * what the weeks differ by (the standard error of their mean), a tenth at least; half where there was but one week.
 */
export function weeksLeft(plan: PlanPace): WeeksLeft | null {
  if (plan.chunksTotal === 0) return null;
  if (plan.chunksCompleted >= plan.chunksTotal) return { weeks: 0, least: 0, most: 0 };
  const minutesLeft = estimateMinutesLeft(plan);
  const recent = plan.recentWeeks.reduce((sum, minutes) => sum + minutes, 0);
  if (minutesLeft === null || recent <= 0) return null;
  const days = Math.min(Math.max(plan.recentDays ?? PACE_DAYS, SHORTEST_DAYS), PACE_DAYS);
  const pace = recent / (days / 7);
  const weeks = minutesLeft / pace;
  const error = relativeError(plan.recentWeeks.slice(0, Math.ceil(days / 7)));
  return { weeks, least: weeks / (1 + error), most: weeks / (1 - error) };
}

function relativeError(weeks: readonly number[]): number {
  if (weeks.length < 2) return 0.5;
  const mean = weeks.reduce((sum, minutes) => sum + minutes, 0) / weeks.length;
  const squares = weeks.reduce((sum, minutes) => sum + (minutes - mean) ** 2, 0);
  const error = Math.sqrt(squares / (weeks.length - 1) / weeks.length) / mean;
  return Math.min(Math.max(error, 0.1), 0.6);
}

type Effort = Omit<PlanPace, 'recentWeeks' | 'recentDays'>;

/** How many chunks' worth of trust the plan's own hours have, before real ones say otherwise. */
const TRUSTED_CHUNKS = 2;

/**
 * Minutes that the open chunks still take: by the plan's own hours (the chunks', else their share of the total),
 * corrected by how the hours spent compare with those of the completed chunks; where the plan has none, as many as the
 * completed chunks took each. Null where neither is known, and where more was spent than was planned with no chunk
 * completed.
 */
export function estimateMinutesLeft(plan: Effort): number | null {
  const open = Math.max(plan.chunksTotal - plan.chunksCompleted, 0);
  if (open === 0) return 0;
  const planned = plannedOf(plan, open);
  if (!planned) {
    if (plan.chunksCompleted === 0 || plan.spentMinutes <= 0) return null;
    return (plan.spentMinutes / plan.chunksCompleted) * open;
  }
  if (plan.chunksCompleted === 0) return plan.spentMinutes > planned.open ? null : planned.open;
  if (plan.spentMinutes <= 0) return planned.open;
  const trust = ((planned.open + planned.completed) / plan.chunksTotal) * TRUSTED_CHUNKS;
  return (planned.open * (plan.spentMinutes + trust)) / (planned.completed + trust);
}

function plannedOf(plan: Effort, open: number): { open: number; completed: number } | null {
  if (plan.chunkMinutes && plan.chunkMinutes.open > 0) return plan.chunkMinutes;
  if (!plan.plannedMinutes) return null;
  const each = plan.plannedMinutes / plan.chunksTotal;
  return { open: each * open, completed: each * plan.chunksCompleted };
}

/** Whether more was spent than the plan takes by its own word, with chunks still open. */
export function isOverrun(plan: Effort): boolean {
  const open = plan.chunksTotal > plan.chunksCompleted;
  return open && plan.plannedMinutes !== null && plan.spentMinutes > plan.plannedMinutes;
}

/** `6 to 9 weeks at this pace`, `about 7 weeks at this pace`; months from 14 weeks on, years from 2 on. */
export function paceText({ weeks, least, most }: WeeksLeft): string {
  if (weeks <= 0) return 'done';
  if (most < 0.75) return 'less than a week at this pace';
  if (least > 520) return 'more than 10 years at this pace';
  return `${rangeText(least, most)} at this pace`;
}

function rangeText(least: number, most: number): string {
  const { name, weeks } = units.find((unit) => most < unit.below) ?? units[2];
  const [from, to] = [Math.round(least / weeks), Math.max(Math.round(most / weeks), 1)];
  if (from === 0) return to === 1 ? `about a ${name}` : `up to ${to} ${name}s`;
  if (from === to) return `about ${from === 1 ? `a ${name}` : `${from} ${name}s`}`;
  return `${from} to ${to} ${name}s`;
}

const units = [
  { name: 'week', weeks: 1, below: 14 },
  { name: 'month', weeks: 4.345, below: 104 },
  { name: 'year', weeks: 52.18, below: Number.POSITIVE_INFINITY },
] as const;
