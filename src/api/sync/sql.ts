/**
 * A round's SQL. Every statement is one piece of set work, whatever the number of records, and all of a round go out
 * in one D1 batch, which is one transaction. Parameters have the same numbers everywhere:
 *
 * ?1 user · ?2 device · ?3 the device's epoch · ?4 the device's cursor · ?5 deltas as JSON, or another value
 * · ?6 offset of the sequence numbers after the head · ?7 now, Unix ms
 */
import { type Kind, kinds, limits } from '../../lib/wire.ts';

/**
 * Whether this device may write, and knows this history: it is not revoked, its epoch is the user's, and its cursor is
 * none that the server would not remember having given it (as after the database was restored from an older copy).
 */
const GATE = `EXISTS (SELECT 1 FROM devices d JOIN users u ON u.id = d.user_id
  WHERE d.user_id = ?1 AND d.id = ?2 AND d.revoked_at IS NULL AND d.cursor >= ?4
    AND (u.epoch = ?3 OR (?3 IS NULL AND ?4 = 0)))`;

const HEAD = '(SELECT head FROM users WHERE id = ?1)';

/** Who wrote the offered version, and its place in the order that decides: the greater (updated_at, device) wins. */
const AUTHOR = "coalesce(o.value->>'device', ?2)";
const OFFERED = `(o.value->>'updated_at', ${AUTHOR})`;

/**
 * Keeps the losing version of each conflict, before the upsert overwrites it: the stored version is from another
 * device, and later than all that the offering device knew (`base`). Not a conflict: equal contents, and a version that
 * was already taken and built upon since (`seen`), which is a late repetition.
 */
export function keepConflicts(kind: Kind): string {
  return `INSERT INTO conflicts (user_id, id, kind, record_id, updated_at, device_id, data, seq, detected_at)
SELECT ?1, '${kind}:' || id || ':' || lost_at || ':' || lost_by, '${kind}', id, lost_at, lost_by, lost_data, seq, ?7
FROM (
  SELECT t.id, ${HEAD} + ?6 + o.key + 1 AS seq,
    iif(${OFFERED} > (t.updated_at, t.device_id), t.updated_at, o.value->>'updated_at') AS lost_at,
    iif(${OFFERED} > (t.updated_at, t.device_id), t.device_id, ${AUTHOR}) AS lost_by,
    iif(${OFFERED} > (t.updated_at, t.device_id), t.data, o.value->'data') AS lost_data
  FROM json_each(?5) o CROSS JOIN ${kind} t ON t.user_id = ?1 AND t.id = o.value->>'id'
  WHERE t.seq > o.value->>'base' AND t.device_id <> ${AUTHOR}
    AND t.data IS NOT o.value->'data'
    AND coalesce(t.seen->>('$."' || ${AUTHOR} || '"'), -1) < o.value->>'updated_at'
    AND ${GATE}
) WHERE true
ON CONFLICT DO NOTHING`;
}

/** Takes what wins. An equal pair is a retry and changes nothing. */
export function takeOffers(kind: Kind): string {
  return `INSERT INTO ${kind} (user_id, id, data, updated_at, device_id, seq)
SELECT ?1, o.value->>'id', o.value->'data', o.value->>'updated_at', ${AUTHOR}, ${HEAD} + ?6 + o.key + 1
FROM json_each(?5) o WHERE ${GATE}
ON CONFLICT (user_id, id) DO UPDATE SET
  data = excluded.data, updated_at = excluded.updated_at, device_id = excluded.device_id, seq = excluded.seq,
  seen = iif(device_id = excluded.device_id, seen, json_set(coalesce(seen, '{}'), '$."' || device_id || '"', updated_at))
WHERE (excluded.updated_at, excluded.device_id) > (updated_at, device_id)`;
}

/** Which offers lost, and the sequence number of what they lost to. */
export function findStale(kind: Kind): string {
  return `SELECT '${kind}' AS kind, t.id, t.seq
FROM json_each(?5) o CROSS JOIN ${kind} t ON t.user_id = ?1 AND t.id = o.value->>'id'
WHERE (t.updated_at, t.device_id) > ${OFFERED}`;
}

/** ?5 is a JSON array of conflict ids. */
export const dropConflicts = `UPDATE conflicts
SET dropped_at = ?7, data = NULL, seq = ${HEAD} + ?6 + (SELECT key FROM json_each(?5) WHERE value = conflicts.id) + 1
WHERE user_id = ?1 AND id IN (SELECT value FROM json_each(?5)) AND dropped_at IS NULL AND ${GATE}`;

/** ?5 is the settings as a JSON object. */
export const takeSettings = `UPDATE users SET
  time_zone = ?5->>'time_zone', week_starts_on = ?5->>'week_starts_on',
  day_starts_at_minutes = ?5->>'day_starts_at_minutes', weekly_goal_minutes = ?5->>'weekly_goal_minutes'
WHERE id = ?1 AND ${GATE}`;

/** The newest sequence number of a table; one row read. */
const newest = (table: string) =>
  `coalesce((SELECT seq FROM ${table} WHERE user_id = ?1 ORDER BY seq DESC LIMIT 1), 0)`;

/** Moves the head past what this round took, and leaves it where that was nothing. */
export const moveHead = `UPDATE users SET head = newest.seq
FROM (SELECT max(${[...kinds, 'conflicts'].map(newest).join(', ')}) AS seq) newest
WHERE id = ?1 AND head < newest.seq`;

const DAY_MS = 86_400_000;

/** Remembers up to where this device may now have heard, and to the day when it was last here. */
export const touchDevice = `UPDATE devices SET cursor = ${HEAD}, last_seen_at = ?7
WHERE user_id = ?1 AND id = ?2 AND (cursor < ${HEAD} OR last_seen_at <= ?7 - ${DAY_MS}) AND ${GATE}`;

/** The account as in `owned.ts`, and whether the gate was open. */
export const readStatus = `SELECT u.id, u.epoch, u.head, d.revoked_at, ${GATE} AS accepted
FROM devices d JOIN users u ON u.id = d.user_id WHERE d.user_id = ?1 AND d.id = ?2`;

const delta = (extra: string) =>
  `'{"action":"' || iif(data IS NULL, 'delete', 'update') || '","id":' || json_quote(id)
    || ',"updated_at":' || updated_at || ',"base":' || seq || ',"device":"' || device_id || '"' || ${extra} || '}'`;

const RECORD = delta(`iif(data IS NULL, '', ',"data":' || data)`);

const CONFLICT = `'{"id":' || json_quote(id) || ',"action":"' || iif(dropped_at IS NULL, 'create', 'delete')
    || '","kind":"' || kind || '","record_id":' || json_quote(record_id) || ',"updated_at":' || updated_at
    || ',"device":"' || device_id || '","data":' || coalesce(data, 'null') || ',"detected_at":' || detected_at || '}'`;

/**
 * What others changed since the cursor, one page: the oldest sequence numbers first, cut by count and bytes. The cut
 * is made on the index alone; then the records of the page are read, and leave as JSON text that nobody parses again.
 *
 * Comes after this round's writes and before the head moves, so `seq <= head` leaves out what the device itself sent
 * just now, while conflicts that it caused are in. About 200 bytes of each delta are not `data`.
 */
export const readPage = `WITH newer AS (
  ${kinds
    .map(
      (kind) =>
        `SELECT '${kind}' AS source, id, seq, bytes FROM ${kind} WHERE user_id = ?1 AND seq > ?4 AND seq <= ${HEAD}`,
    )
    .join('\n  UNION ALL ')}
  UNION ALL SELECT 'conflicts', id, seq, bytes FROM conflicts WHERE user_id = ?1 AND seq > ?4
  ORDER BY seq LIMIT ${limits.deltas + 1}
),
page AS MATERIALIZED (
  SELECT source, id, seq FROM (
    SELECT source, id, seq, row_number() OVER up AS place, sum(bytes + 200) OVER up AS bytes_so_far
    FROM newer WINDOW up AS (ORDER BY seq ROWS UNBOUNDED PRECEDING)
  ) WHERE place <= ${limits.deltas} AND (bytes_so_far <= ${limits.answerBytes} OR place = 1)
)
${kinds.map((kind) => pagePart(kind, RECORD)).join('\nUNION ALL ')}
UNION ALL ${pagePart('conflicts', CONFLICT)}
UNION ALL SELECT 'page', NULL, (SELECT max(seq) FROM page), (SELECT count(*) FROM newer) - (SELECT count(*) FROM page)`;

function pagePart(kind: Kind | 'conflicts', text: string): string {
  return `SELECT '${kind}' AS kind, group_concat(${text}, ',') AS deltas, NULL AS last_seq, NULL AS left_over
FROM page CROSS JOIN ${kind} USING (id, seq) WHERE source = '${kind}' AND user_id = ?1`;
}
