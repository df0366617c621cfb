/** Cards: rows of the first version's table. */
import type { CardData } from '../../../src/lib/wire/records.ts';
import { findInCards } from '../check/records.ts';
import type { Home } from '../home/home.ts';
import { select } from '../home/rows.ts';
import { cardBases, cards as table } from '../home/schema/tables.ts';
import { statement } from '../home/sqlite.ts';
import { trackedChange } from '../home/tracking.ts';
import { cardRow, readCard, writeCard } from '../records/card-rows.ts';
import { reschedule } from '../records/schedules.ts';
import { noteCard } from '../sync/deltas/reschedule.ts';
import type { RecordKind } from './kind.ts';
import { mergedBy } from './merged.ts';
import { says } from './says.ts';

export const cards: RecordKind<CardData> = {
  table,
  read({ db }, id) {
    const row = cardRow(db, id);
    return row ? readCard(row) : null;
  },
  take(home, id, data) {
    if (data === null) remove(home, id);
    else store(home, id, data);
    return true;
  },
  edit: (home, id, data) =>
    trackedChange(home.db, home.now(), () => {
      if (data === null) return remove(home, id);
      writeCard(home.db, id, data);
      // It may come back with a schedule from before its last reviews.
      reschedule(home.db, id);
    }),
  bases: ({ db }, id) =>
    select(db, cardBases, 'WHERE id = ?')
      .all(id)
      .map((row) => ({ version: row.version, data: readCard(row) })),
  merge: mergedBy('cards'),
  title: (_, { question }) => question,
  findings: findInCards,
};

function store(home: Home, id: string, data: CardData): void {
  noteCard(home, id);
  const row = cardRow(home.db, id);
  if (!row || !says(data, () => readCard(row))) writeCard(home.db, id, data);
}

function remove({ db }: Home, id: string): void {
  statement(db, 'DELETE FROM cards WHERE id = ?').run(id);
}
