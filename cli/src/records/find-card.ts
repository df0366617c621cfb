/** Cards by what people type: an id, or the beginning of one. */

import { SamediError } from '../../../src/lib/errors.ts';
import { pick } from '../arguments/pick.ts';
import { idsOf } from '../home/rows.ts';
import { cards } from '../home/schema/tables.ts';
import type { Database } from '../home/sqlite.ts';
import { type Card, type CardRow, cardRow, readCard } from './card-rows.ts';

/**
 * The card whose id is `text`, or alone begins with it. Throws `not_found`, and `invalid_record` where it cannot be
 * read.
 */
export function findCard(db: Database, text: string): Card {
  const row = requireRow(db, text);
  return { id: row.id, ...readCard(row) };
}

/** As `findCard`, for one that need not be readable: then there is its id alone. */
export function findCardOrId(db: Database, text: string): Card | { id: string } {
  const row = requireRow(db, text);
  try {
    return { id: row.id, ...readCard(row) };
  } catch (error) {
    if (error instanceof SamediError) return { id: row.id };
    throw error;
  }
}

function requireRow(db: Database, text: string): CardRow {
  const id = pick(text, idsOf(db, cards));
  const row = id === null ? undefined : cardRow(db, id);
  if (!row) {
    throw new SamediError('not_found', `There is no card "${text}".`, {
      next: 'Run: samedi card list',
    });
  }
  return row;
}
