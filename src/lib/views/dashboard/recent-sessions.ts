/** The last sessions, each with the names of its plan and chunk. */
import type { Day } from '../../time/days.ts';
import { planColors } from './plan-cards.ts';
import type { Totals } from './totals.ts';

export interface RecentSession {
  id: string;
  /** Null where the plan was deleted. */
  plan: { id: string; title: string; color: number } | null;
  chunkTitle: string | null;
  startedAt: number;
  utcOffsetMinutes: number;
  day: Day;
  /** Null while it runs. */
  minutes: number | null;
}

export function recentSessions({ sessions, plans }: Totals): RecentSession[] {
  const colors = planColors(plans);
  const byId = new Map(plans.map((plan) => [plan.id, plan]));
  return sessions.map((session) => {
    const plan = byId.get(session.plan_id);
    return {
      id: session.id,
      plan: plan ? { id: plan.id, title: plan.title, color: colors.get(plan.id) ?? 0 } : null,
      chunkTitle: headingTitle(session.before_chunk) ?? session.chunk_id,
      startedAt: session.started_at,
      utcOffsetMinutes: session.utc_offset_minutes,
      day: session.day,
      minutes: session.minutes,
    };
  });
}

/** `Ownership` of a text that ends with `## Chunk 3: Ownership `; null where it does not end with a chunk's heading. */
export function headingTitle(text: string | null): string | null {
  const line = (text ?? '').split('\n').at(-1) ?? '';
  const [, title = ''] = /^##[ \t](.*)$/s.exec(line) ?? [];
  const named = title
    .trim()
    .replace(/^Chunk[ \t]+\d+[ \t]*:/i, '')
    .trim();
  return named || title.trim() || null;
}
