/** Sessions: rows of the first version's table, and their days beside them. */
import type { SessionData } from '../../../src/lib/wire/records.ts';
import { findInSessions } from '../check/sessions.ts';
import type { Home } from '../home/home.ts';
import { select } from '../home/rows.ts';
import { sessionBases, sessions as table } from '../home/schema/tables.ts';
import { trackedChange } from '../home/tracking.ts';
import {
  deleteSession,
  readSession,
  selectSessions,
  writeSession,
  writeSessionDay,
} from '../records/session-rows.ts';
import type { RecordKind } from './kind.ts';
import { mergedBy } from './merged.ts';
import { says } from './says.ts';

export const sessions: RecordKind<SessionData> = {
  table,
  read(home, id) {
    const row = rowOf(home, id);
    return row ? readSession(row, home.settings) : null;
  },
  take(home, id, data) {
    if (data === null) deleteSession(home.db, id);
    else store(home, id, data);
    return true;
  },
  edit: ({ db, now }, id, data) =>
    trackedChange(db, now(), () => {
      if (data === null) deleteSession(db, id);
      else writeSession(db, id, data);
    }),
  bases: ({ db, settings }, id) =>
    select(db, sessionBases, 'WHERE id = ?')
      .all(id)
      .map((row) => ({ version: row.version, data: readSession(row, settings) })),
  merge: mergedBy('sessions'),
  title: (_, { day }) => day,
  findings: findInSessions,
};

const rowOf = ({ db }: Home, id: string) => selectSessions(db, 'WHERE s.id = ?').get(id);

/** Rows of the first version stay as they are where they already say the same. */
function store(home: Home, id: string, data: SessionData): void {
  const row = rowOf(home, id);
  const { utc_offset_minutes, day } = data;
  const asSaid = row && { ...row, utc_offset_minutes, day };
  if (asSaid && says(data, () => readSession(asSaid, home.settings)))
    writeSessionDay(home.db, id, row.start_time, data);
  else writeSession(home.db, id, data);
}
