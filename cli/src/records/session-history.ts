/** Sessions by time, whoever wrote them. */
import { SamediError } from '../../../src/lib/errors.ts';
import type { Home } from '../home/home.ts';
import { noteMissingDays } from './running-sessions.ts';
import { readSession, type Session, type SessionRow, selectSessions } from './session-rows.ts';

interface Which {
  planId?: string;
  /** The first day. */
  since?: string;
}

/** Newest first; the running ones too. One that cannot be read is named, and left out. */
export function sessionHistory(home: Home, { planId, since }: Which = {}): Session[] {
  noteMissingDays(home);
  const which = 'WHERE d.id IS NOT NULL AND s.plan_id = coalesce(?, s.plan_id) AND d.day >= ?';
  // By SQL they can't be in order: times are texts with offsets.
  return selectSessions(home.db, which)
    .all(planId ?? null, since ?? '')
    .flatMap((row) => readable(home, row) ?? [])
    .sort((a, b) => b.started_at - a.started_at || (a.id < b.id ? -1 : 1));
}

function readable(home: Home, row: SessionRow): Session | null {
  try {
    return { id: row.id, ...readSession(row, home.settings) };
  } catch (error) {
    if (!(error instanceof SamediError)) throw error;
    home.warn(`Session ${row.id} is left out: ${error.message}`);
    return null;
  }
}
