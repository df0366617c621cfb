/** What was spent on a plan. */
import { value } from '../home/rows.ts';
import type { Database } from '../home/sqlite.ts';

/** Minutes of its finished sessions. */
export function minutesOf(db: Database, planId: string): number {
  const sum = 'SELECT sum(duration_minutes) FROM sessions WHERE plan_id = ?';
  return value<number>(db, sum, planId) ?? 0;
}
