/** The demo learner's sessions: evenings, longer at weekends. */
import { type Day, utcOffsetMinutes } from '../../src/lib/time/days.ts';
import type { SessionData } from '../../src/lib/wire/records.ts';
import { activeDays, isWeekend, progressAt } from './calendar.ts';
import type { Random } from './random.ts';
import { type PlanTable, planTables } from './tables/plans.ts';

export const TIME_ZONE = 'Europe/Paris';

export interface DemoSession {
  id: string;
  data: SessionData;
}

/** All sessions, in order of time, each with the chunk that was open then. */
export function makeSessions(today: Day, random: Random): DemoSession[] {
  const sessions = activeDays(today, random).flatMap((day) => sessionsOf(day, today, random));
  for (const plan of planTables) setChunks(plan, sessions);
  return sessions;
}

function sessionsOf(day: Day, today: Day, random: Random): DemoSession[] {
  const weekend = isWeekend(day);
  const sessions: DemoSession[] = [];
  let minute = weekend
    ? random.between(9 * 60, 10 * 60 + 30)
    : random.between(18 * 60, 19 * 60 + 30);
  for (let left = random.chance(weekend ? 0.45 : 0.3) ? 2 : 1; left > 0; left -= 1) {
    const minutes = weekend ? random.between(45, 120) : random.between(25, 80);
    sessions.push(session(day, minute, minutes, planFor(progressAt(day, today), random), random));
    minute += minutes + (weekend ? random.between(60, 300) : random.between(5, 25));
  }
  return sessions;
}

function planFor(progress: number, random: Random): PlanTable {
  const open = planTables.filter((plan) => progress >= plan.from && progress < plan.to);
  return random.pick(open.flatMap((plan) => Array<PlanTable>(plan.weight).fill(plan)));
}

function session(
  day: Day,
  minute: number,
  minutes: number,
  plan: PlanTable,
  random: Random,
): DemoSession {
  const local = Date.parse(`${day}T00:00:00Z`) + minute * 60_000;
  // No clock is changed by day or in the evening, so the offset an hour or two off is the right one.
  const offset = utcOffsetMinutes(local, TIME_ZONE);
  const started_at = local - offset * 60_000 + random.between(0, 59) * 1_000;
  const ended_at = started_at + minutes * 60_000;
  return {
    id: random.uuid(),
    data: {
      plan_id: plan.id,
      chunk_id: null,
      started_at,
      ended_at,
      minutes,
      utc_offset_minutes: offset,
      day,
      notes: random.chance(0.3) ? random.pick(plan.notes) : null,
      artifacts: random.chance(0.05) ? [random.pick(plan.artifacts)] : [],
      cards_created: 0,
      created_at: ended_at,
    },
  };
}

export function chunkIdOf(index: number): string {
  return `chunk-${String(index + 1).padStart(3, '0')}`;
}

/** Spreads a plan's chunks over its sessions, so that the last session is in the chunk that is open now. */
function setChunks(plan: PlanTable, sessions: readonly DemoSession[]): void {
  const own = sessions.filter(({ data }) => data.plan_id === plan.id);
  const last = Math.min(completedChunks(plan), plan.chunks.length - 1);
  own.forEach(({ data }, at) => {
    data.chunk_id = chunkIdOf(Math.floor((at * (last + 1)) / own.length));
  });
}

export function completedChunks(plan: PlanTable): number {
  return Math.round(plan.progress * plan.chunks.length);
}
