/** Cards in the order in which they are due. */

import { SamediError } from '../../../src/lib/errors.ts';
import type { Home } from '../home/home.ts';
import { select } from '../home/rows.ts';
import { cards } from '../home/schema/tables.ts';
import { type Card, readCard } from './card-rows.ts';

/** The cards of a plan, or all; the next ones due first. One that cannot be read is named, and left out. */
export function allCards(home: Home, planId?: string): Card[] {
  return select(home.db, cards, 'WHERE plan_id = coalesce(?, plan_id) ORDER BY created_at, id')
    .all(planId ?? null)
    .flatMap((row) => {
      try {
        return [{ id: row.id, ...readCard(row) }];
      } catch (error) {
        if (!(error instanceof SamediError)) throw error;
        home.warn(`Card ${row.id} is left out: ${error.message}`);
        return [];
      }
    })
    .sort((a, b) => (a.next_review < b.next_review ? -1 : a.next_review > b.next_review ? 1 : 0));
}
