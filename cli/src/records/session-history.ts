/** Sessions by time, whoever wrote them. */
import { SamediError } from '../../../src/lib/errors.ts';
import type { SessionData } from '../../../src/lib/wire/records.ts';
import type { Home } from '../home/home.ts';
import { pick } from '../plans/find.ts';
import { noteMissingDays } from './running-sessions.ts';
import { readSession, type SessionRow, selectSessions } from './session-rows.ts';

export interface Session extends SessionData {
  id: string;
}

interface Which {
  planId?: string;
  /** The first day. */
  since?: string;
}

/** Newest first; the running ones too. One that cannot be read is named, and left out. */
export function sessionHistory(home: Home, { planId, since }: Which = {}): Session[] {
  noteMissingDays(home);
  const rows = home.db
    .prepare(
      `${selectSessions} WHERE d.id IS NOT NULL AND s.plan_id = coalesce(?, s.plan_id) AND d.day >= ?`,
    )
    .all(planId ?? null, since ?? '') as unknown as SessionRow[];
  // By SQL it can't be: times are texts with offsets.
  return rows
    .flatMap((row) => readable(home, row) ?? [])
    .sort((a, b) => b.started_at - a.started_at || (a.id < b.id ? -1 : 1));
}

/** The session whose id is `text`, or alone begins with it. Throws `not_found`, and `invalid_record` where it cannot be read. */
export function findSession(home: Home, text: string): Session {
  const row = requireRow(home, text);
  return { id: row.id, ...readSession(row, home.settings) };
}

/** As `findSession`, for one that need not be readable: then there is its id alone. */
export function findSessionOrId(home: Home, text: string): Session | { id: string } {
  const row = requireRow(home, text);
  try {
    return { id: row.id, ...readSession(row, home.settings) };
  } catch (error) {
    if (error instanceof SamediError) return { id: row.id };
    throw error;
  }
}

function requireRow({ db }: Home, text: string): SessionRow {
  const ids = db.prepare('SELECT id FROM sessions ORDER BY id').all();
  const id = pick(
    text,
    ids.map((row) => String(row['id'])),
  );
  if (id === null) {
    throw new SamediError('not_found', `There is no session "${text}".`, {
      next: 'Run: samedi session list',
    });
  }
  return db.prepare(`${selectSessions} WHERE s.id = ?`).get(id) as unknown as SessionRow;
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
