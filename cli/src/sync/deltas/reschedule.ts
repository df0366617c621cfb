/** Schedules after a sync: what reviews from elsewhere add up to, together with those made here. */

import type { Home } from '../../home/home.ts';
import { select } from '../../home/rows.ts';
import { unscheduled } from '../../home/schema/tables.ts';
import { statement } from '../../home/sqlite.ts';
import { trackedChange } from '../../home/tracking.ts';
import { reschedule } from '../../records/schedules.ts';

/** Notes that `cardId`, or one of its reviews, came from elsewhere. */
export function noteCard(home: Home, cardId: string): void {
  statement(home.db, 'INSERT OR IGNORE INTO unscheduled (card_id) VALUES (?)').run(cardId);
}

/**
 * Gives each noted card the schedule that follows from its reviews; where that is another one, it
 * is an edit like any other. Not before everything was fetched: half a log makes a wrong schedule.
 * Returns how many changed.
 */
export function rescheduleNoted(home: Home): number {
  const noted = select(home.db, unscheduled).all();
  if (noted.length === 0) return 0;
  return trackedChange(home.db, home.now(), () => {
    const changed = noted.filter(({ card_id }) => reschedule(home.db, card_id));
    statement(home.db, 'DELETE FROM unscheduled').run();
    return changed.length;
  });
}
