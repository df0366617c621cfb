/** Sessions by what people type: an id, or the beginning of one. */

import { SamediError } from '../../../src/lib/errors.ts';
import { pick } from '../arguments/pick.ts';
import type { Home } from '../home/home.ts';
import { idsOf } from '../home/rows.ts';
import { sessions } from '../home/schema/tables.ts';
import { readSession, type Session, type SessionRow, selectSessions } from './session-rows.ts';

/**
 * The session whose id is `text`, or alone begins with it. Throws `not_found`, and `invalid_record` where it cannot be
 * read.
 */
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
  const id = pick(text, idsOf(db, sessions));
  const row = id === null ? undefined : selectSessions(db, 'WHERE s.id = ?').get(id);
  if (!row) {
    throw new SamediError('not_found', `There is no session "${text}".`, {
      next: 'Run: samedi session list',
    });
  }
  return row;
}
