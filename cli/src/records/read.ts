/** A record's fields, whichever kind it is of. */
import type { Kind } from '../../../src/lib/wire/kinds.ts';
import type { Home } from '../home/home.ts';
import { select } from '../home/rows.ts';
import { reviews } from '../home/schema/tables.ts';
import { cardRow, readCard } from './card-rows.ts';
import { readReview } from './review-rows.ts';
import { readSession, selectSessions } from './session-rows.ts';

type RowKind = Exclude<Kind, 'plans'>;

/** Of all but plans, which are files. Null where it is not here. Throws `invalid_record` where it cannot be read. */
export function readRecord(home: Home, kind: RowKind, id: string): object | null {
  if (kind === 'sessions') {
    const row = selectSessions(home.db, 'WHERE s.id = ?').get(id);
    return row ? readSession(row, home.settings) : null;
  }
  if (kind === 'reviews') {
    const row = select(home.db, reviews, 'WHERE id = ?').get(id);
    return row ? readReview(row) : null;
  }
  const row = cardRow(home.db, id);
  return row ? readCard(row) : null;
}
