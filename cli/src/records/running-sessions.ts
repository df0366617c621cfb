/** What runs now, and what a day's sessions add up to. */

import { SamediError } from '../../../src/lib/errors.ts';
import type { Home } from '../home/home.ts';
import { value } from '../home/rows.ts';
import { transaction } from '../home/sqlite.ts';
import { readSession, type SessionRow, selectSessions, writeSessionDay } from './session-rows.ts';

/**
 * Sessions without an end, the last started first; more than one where devices started some without knowing each other.
 */
export function runningSessions(home: Home): SessionRow[] {
  const open = 'WHERE s.end_time IS NULL AND s.duration_minutes IS NULL';
  const rows = selectSessions(home.db, open).all();
  const started = (row: SessionRow) => readSession(row, home.settings).started_at;
  return rows.sort((a, b) => started(b) - started(a));
}

export function nothingRuns(): SamediError {
  return new SamediError('no_session_running', 'No session is running.', {
    next: 'Start one with: samedi start PLAN',
  });
}

/** Minutes of the sessions finished on `day`. */
export function minutesOn(home: Home, day: string): number {
  noteMissingDays(home);
  const sum = `SELECT coalesce(sum(s.duration_minutes), 0) FROM session_days d
    JOIN sessions s ON s.id = d.id AND s.start_time = d.start_time WHERE d.day = ?`;
  return Number(value<number>(home.db, sum, day));
}

/** Gives a day to sessions that another program wrote. One that cannot be read is named, and has none. */
export function noteMissingDays(home: Home): void {
  const rows = selectSessions(home.db, 'WHERE d.id IS NULL').all();
  if (rows.length === 0) return;
  home.noting(() =>
    transaction(home.db, () => {
      for (const row of rows) {
        try {
          writeSessionDay(home.db, row.id, row.start_time, readSession(row, home.settings));
        } catch (error) {
          if (!(error instanceof SamediError)) throw error;
          home.warn(`Session ${row.id} is left out: ${error.message}`);
        }
      }
    }),
  );
}
