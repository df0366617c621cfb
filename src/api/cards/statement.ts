/**
 * Due cards, found by looking through so many of a learner's cards at a time; see docs/decisions/042-reading-pages.md.
 */

import type { CardFilter } from '../../lib/queries/filters.ts';
import type { Day } from '../../lib/time/days.ts';
import type { CardData } from '../../lib/wire/records.ts';
import type { DeviceContext } from '../context.ts';
import { type RowsOf, statement } from '../db/batch.ts';
import { columns, sql } from '../db/rows.ts';

/** Cards looked through for a page, at most. */
const LOOKED_THROUGH = 1_000;
/** Cards on a page. */
export const SHOWN = 50;

export interface CardRow {
  id: string;
  data: CardData;
}

/**
 * `due` must hold for every zone: what is not due yet where the learner is, is taken out when that is known. Reads each
 * card looked through once, and once more to know where the look ends.
 */
export function dueCardsStatements(ctx: DeviceContext, filter: CardFilter, due: Day) {
  const { userId } = ctx.identity;
  const after = filter.after ?? '';
  return {
    cards: statement(
      ctx.db,
      sql`SELECT ${columns('cards', 'id', 'data!')} FROM
        (SELECT id, data, next_review, plan_id FROM cards WHERE user_id = ?1 AND id > ?2 ORDER BY id LIMIT ?3)
        WHERE data IS NOT NULL AND next_review <= ?4 AND (?5 IS NULL OR plan_id = ?5)
          AND (?6 IS NULL OR EXISTS (SELECT 1 FROM json_each(data, '$.tags') WHERE value = ?6))
        ORDER BY id LIMIT ?7`,
      userId,
      after,
      LOOKED_THROUGH,
      due,
      filter.plan ?? null,
      filter.tag ?? null,
      SHOWN + 1,
    ),
    end: statement(
      ctx.db,
      sql`SELECT ${columns('cards', 'id')} FROM cards WHERE user_id = ?1 AND id > ?2 ORDER BY id LIMIT 1 OFFSET ?3`,
      userId,
      after,
      LOOKED_THROUGH - 1,
    ),
  };
}

/** The cards due on `day`, and after which id to look on; null where all have been looked through. */
export function dueCardsOf(
  found: RowsOf<ReturnType<typeof dueCardsStatements>>,
  day: Day,
): { cards: CardRow[]; next: string | null } {
  const page = found.cards.slice(0, SHOWN);
  const last = found.cards.length > SHOWN ? page.at(-1) : found.end[0];
  const cards = page
    .map(({ id, data }) => ({ id, data: JSON.parse(data) as CardData }))
    .filter(({ data }) => data.next_review <= day);
  return { cards, next: last?.id ?? null };
}
