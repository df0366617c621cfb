import { value } from '../home/rows.ts';
import type { Database } from '../home/sqlite.ts';

/** The title as last read from the plan's file; the id of a plan that is gone. */
export function planTitle(db: Database, id: string): string {
  return value<string>(db, 'SELECT title FROM plans WHERE id = ?', id) ?? id;
}
