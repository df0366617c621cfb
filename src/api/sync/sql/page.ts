/** What others changed, as texts that leave as they come. */
import { limits } from '../../../lib/limits.ts';
import { type Kind, kinds } from '../../../lib/wire/kinds.ts';
import { HEAD } from './gate.ts';

/** A record's delta as JSON; `row` is how the statement names the row, with its dot. */
export const recordText = (row = '') =>
  `'{"action":"' || iif(${row}data IS NULL, 'delete', 'update') || '","id":' || json_quote(${row}id)
    || ',"updated_at":' || ${row}updated_at || ',"device":"' || ${row}device_id || '","version":' || ${row}version
    || ',"past":[' || trim(${row}past, ',') || ']' || iif(${row}data IS NULL, '', ',"data":' || ${row}data) || '}'`;

const CONFLICT = `'{"id":' || json_quote(id) || ',"action":"' || iif(dropped_at IS NULL, 'create', 'delete')
    || '","kind":"' || kind || '","record_id":' || json_quote(record_id) || ',"updated_at":' || updated_at
    || ',"device":"' || device_id || '","data":' || coalesce(data, 'null') || ',"version":' || version
    || ',"past":[' || trim(past, ',') || '],"detected_at":' || detected_at || '}'`;

export type Source = Kind | 'conflicts';
const sources: readonly Source[] = [...kinds, 'conflicts'];

const text = (source: Source) => (source === 'conflicts' ? CONFLICT : recordText());

/** Whether there is anything to read: others moved the head on, or this round kept conflicts just now. */
const ANY_NEWER = `(${HEAD} > ?4 OR EXISTS (SELECT 1 FROM conflicts WHERE user_id = ?1 AND seq > ?4))`;

/** Bytes of `data` up to which a record comes with the page; so a page is about 1 MB, whatever is in it. */
const SMALL = 1_000;

/**
 * The server reads what other devices changed since this one's cursor, oldest first, between taking its offers and
 * moving the head: `seq <= head` leaves out what it just sent, not the conflicts. Records above `SMALL` come as null;
 * `readLarge` reads them once the page is cut. A limit of 0 keeps a quiet round at 2 rows, with any number of kinds.
 */
export const readPage = `SELECT source, id, seq, bytes, CASE WHEN bytes <= ${SMALL} THEN CASE source
    ${sources.map((s) => `WHEN '${s}' THEN (SELECT ${text(s)} FROM ${s} WHERE user_id = ?1 AND id = newer.id)`).join('\n    ')}
  END END AS delta
FROM (
  ${sources.map((s) => `SELECT '${s}' AS source, id, seq, bytes FROM ${s} WHERE user_id = ?1 AND seq > ?4${s === 'conflicts' ? '' : ` AND seq <= ${HEAD}`}`).join('\n  UNION ALL ')}
  ORDER BY seq LIMIT iif(${ANY_NEWER}, ${limits.deltas + 1}, 0)
) newer`;

/** ?5 is a JSON array of ids. */
export function readLarge(source: Source): string {
  return `SELECT '${source}' AS source, id, ${text(source)} AS delta FROM ${source}
WHERE user_id = ?1 AND id IN (SELECT value FROM json_each(?5))`;
}
