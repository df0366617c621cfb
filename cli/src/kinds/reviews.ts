/** Reviews: each is a rating that is never changed, and moves the schedule of its card. */
import type { ReviewData } from '../../../src/lib/wire/records.ts';
import type { Home } from '../home/home.ts';
import { select } from '../home/rows.ts';
import { reviews as table } from '../home/schema/tables.ts';
import { statement } from '../home/sqlite.ts';
import { trackedChange } from '../home/tracking.ts';
import { readReview, writeReview } from '../records/review-rows.ts';
import { reschedule } from '../records/schedules.ts';
import { noteCard } from '../sync/deltas/reschedule.ts';
import type { RecordKind } from './kind.ts';
import { says } from './says.ts';

export const reviews: RecordKind<ReviewData> = {
  table,
  read(home, id) {
    const row = rowOf(home, id);
    return row ? readReview(row) : null;
  },
  take(home, id, data) {
    const row = rowOf(home, id);
    if (data !== null && row && says(data, () => readReview(row))) return true;
    const cardId = data?.card_id ?? row?.card_id;
    if (cardId !== undefined) noteCard(home, cardId);
    put(home, id, data);
    return true;
  },
  edit: (home, id, data) =>
    trackedChange(home.db, home.now(), () => {
      const cardId = data?.card_id ?? rowOf(home, id)?.card_id;
      put(home, id, data);
      if (cardId !== undefined) reschedule(home.db, cardId);
    }),
  title: (_, { day }) => day,
  findings: () => [],
};

const rowOf = ({ db }: Home, id: string) => select(db, table, 'WHERE id = ?').get(id);

function put({ db }: Home, id: string, data: ReviewData | null): void {
  if (data === null) statement(db, 'DELETE FROM reviews WHERE id = ?').run(id);
  else writeReview(db, id, data);
}
