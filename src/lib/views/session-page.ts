/** A page of the history: what is shown of each session, and where the next page begins. */

import { cursorText } from '../queries/session-cursor.ts';
import type { SessionData } from '../wire/records.ts';
import { planColors } from './dashboard/plan-cards.ts';
import { headingTitle, type RecentSession } from './dashboard/recent-sessions.ts';

/** A session as it was recorded. */
export interface SessionRow {
  id: string;
  data: SessionData;
  /** The end of the plan's text before the chunk's `{#id}`: its heading, if the plan has the chunk. */
  beforeChunk: string | null;
}

export interface PlanName {
  id: string;
  title: string;
  /** Unix milliseconds. */
  created_at: number;
}

export interface ShownSession extends RecentSession {
  /** Markdown. */
  notes: string | null;
  /** Markdown: addresses, file names. */
  artifacts: string[];
}

export interface SessionPage<Session = ShownSession> {
  sessions: Session[];
  /** `before` of the next page; null on the last. */
  next: string | null;
}

/** The first `limit` of `rows`, of which there is one more where another page follows. */
export function pageOf(rows: SessionRow[], limit: number): SessionPage<SessionRow> {
  const sessions = rows.slice(0, limit);
  const last = sessions.at(-1);
  const more = rows.length > limit && last;
  return {
    sessions,
    next: more ? cursorText({ startedAt: last.data.started_at, id: last.id }) : null,
  };
}

/** `rows`, each with the name and colour of its plan; `plans` are all that the learner has. */
export function shownSessions(rows: SessionRow[], plans: PlanName[]): ShownSession[] {
  const colors = planColors(plans);
  const byId = new Map(plans.map((plan) => [plan.id, plan]));
  return rows.map(({ id, data, beforeChunk }) => {
    const plan = byId.get(data.plan_id);
    return {
      id,
      plan: plan ? { id: plan.id, title: plan.title, color: colors.get(plan.id) ?? 0 } : null,
      chunkTitle: headingTitle(beforeChunk) ?? data.chunk_id,
      startedAt: data.started_at,
      utcOffsetMinutes: data.utc_offset_minutes,
      day: data.day,
      minutes: data.minutes,
      notes: data.notes,
      artifacts: data.artifacts,
    };
  });
}
