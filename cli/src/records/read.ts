/** A record's fields, whichever kind it is of. */
import type { Kind } from '../../../src/lib/wire/kinds.ts';
import type { Home } from '../home/home.ts';
import { statement } from '../home/sqlite.ts';
import { type CardRow, readCard } from './card-rows.ts';
import { type ReviewRow, readReview } from './review-rows.ts';
import { readSession, type SessionRow, selectSessions } from './session-rows.ts';

type RowKind = Exclude<Kind, 'plans'>;

const selects: Record<RowKind, string> = {
  sessions: `${selectSessions} WHERE s.id = ?`,
  reviews: 'SELECT * FROM reviews WHERE id = ?',
  cards: 'SELECT * FROM cards WHERE id = ?',
};

/** Of all but plans, which are files. Null where it is not here. Throws `invalid_record` where it cannot be read. */
export function readRecord(home: Home, kind: RowKind, id: string): object | null {
  const row: unknown = statement(home.db, selects[kind]).get(id);
  if (!row) return null;
  if (kind === 'sessions') return readSession(row as SessionRow, home.settings);
  return kind === 'reviews' ? readReview(row as ReviewRow) : readCard(row as CardRow);
}
