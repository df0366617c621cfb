/**
 * A round's SQL. Every statement is one piece of set work, whatever the number of records, and all of a round go out
 * in one D1 batch, which is one transaction. Parameters have the same numbers everywhere:
 *
 * ?1 user · ?2 device · ?3 the device's epoch · ?4 the device's cursor · ?5 deltas as JSON, or another value
 * · ?6 offset of the sequence numbers after the head · ?7 now, Unix ms · ?8 the device's last mark · ?9 its next
 * · ?10 where the device started over: the place up to which what it knew and this history are one; null where it did not
 * · ?11 the marks of its attempts that got no answer, as a JSON array
 */

import { limits } from '../../lib/limits.ts';
import { scheduleFields } from '../../lib/reviews/sm2.ts';
import { type Kind, kinds } from '../../lib/wire/kinds.ts';

const DAY_MS = 86_400_000;

/**
 * Whether this device knows this history: its epoch is the user's, and its cursor is none that the server would not
 * remember having given it (as after the database was restored from an older copy).
 */
const KNOWS_EPOCH = '(u.epoch = ?3 OR (?3 IS NULL AND ?4 = 0))';
const KNOWS = `(d.cursor >= ?4 AND ${KNOWS_EPOCH})`;

/**
 * Whether this home left the device's mark, or lost the answer to the attempt that did; a copy of it did neither. (`?9` itself:
 * a request that arrives twice.)
 */
const MARKED =
  '(?9 IS NULL OR d.mark IS NULL OR d.mark IS ?8 OR d.mark = ?9 OR d.mark IN (SELECT value FROM json_each(?11)))';

/** Whether this device may write: it is not revoked, the account is not being deleted, and the two above hold. */
const OPEN = `d.revoked_at IS NULL AND u.deleting_at IS NULL AND ${KNOWS} AND ${MARKED}`;

/** The head, for a device that the gate is open to; no row for others. */
const GATE = `(SELECT u.head FROM devices d JOIN users u ON u.id = d.user_id
  WHERE d.user_id = ?1 AND d.id = ?2 AND ${OPEN})`;

const HEAD = '(SELECT head FROM users WHERE id = ?1)';

/** Who wrote the offered version, and its place in the order that decides: the greater (updated_at, device) wins. */
const AUTHOR = "coalesce(o.value->>'device', ?2)";
const OFFERED = `(o.value->>'updated_at', ${AUTHOR})`;

/** Whether another device than its author offers a version. */
const RELAYED = `(${AUTHOR} <> ?2)`;

const withoutSchedule = (data: string) =>
  `json_remove(${data}, ${scheduleFields.map((name) => `'$.${name}'`).join(', ')})`;

/**
 * Whether the stored and the offered contents differ in something that a person wrote. A card's schedule is no such
 * thing: it follows from the card's reviews, which both sides keep. The cheaper comparison comes first.
 */
function differ(kind: Kind): string {
  const offered = "o.value->'data'";
  const any = `t.data IS NOT ${offered}`;
  if (kind !== 'cards') return any;
  return `${any} AND ${withoutSchedule('t.data')} IS NOT ${withoutSchedule(offered)}`;
}

/**
 * Whether two versions go by one name, as where two homes wrote as one device: then the stored one stays. Their contents tell
 * such a version from a retry.
 */
const sameName = `(t.updated_at, t.device_id) = ${OFFERED}`;

/**
 * Whether two versions of one author may be from two homes, of which neither knew the other's. What an author brings itself
 * follows on what it brought before. A database put back to an older copy breaks that: others bring it what one home had
 * sent, before or after the other home, which passes for the same device, brings its own. What a device had from the
 * history that is here as well (base above 0) was taken once, and is repeated: docs/decisions/084.
 */
const APART = `iif(${RELAYED}, o.value->>'base' = 0 AND t.seq > ?10, t.relayed)`;

/**
 * Keeps the losing version of each conflict, before the upsert overwrites it: the stored version is from another
 * device, and later than all that the offering device knew (`base`). Not a conflict: equal contents, and a version that
 * was already taken and built upon since (`seen`), which is a late repetition.
 *
 * CASE makes SQLite look at the gate only where there is a conflict, which is rare.
 */
export function keepConflicts(kind: Kind): string {
  return `INSERT INTO conflicts (user_id, id, kind, record_id, updated_at, device_id, data, replaced_by, seq, detected_at)
SELECT ?1, '${kind}:' || id || ':' || lost_at || ':' || lost_by, '${kind}', id, lost_at, lost_by, lost_data, replaced_by,
  ${HEAD} + ?6 + place + 1, ?7
FROM (
  SELECT t.id, o.key AS place,
    iif(${OFFERED} > (t.updated_at, t.device_id), t.updated_at, o.value->>'updated_at') AS lost_at,
    iif(${OFFERED} > (t.updated_at, t.device_id), t.device_id, ${AUTHOR}) AS lost_by,
    iif(${OFFERED} > (t.updated_at, t.device_id), t.data, o.value->'data') AS lost_data,
    iif(${OFFERED} > (t.updated_at, t.device_id), o.value->>'updated_at' || ':' || ${AUTHOR}, NULL) AS replaced_by
  FROM json_each(?5) o CROSS JOIN ${kind} t ON t.user_id = ?1 AND t.id = o.value->>'id'
  WHERE CASE WHEN (${sameName} OR t.seq > o.value->>'base' AND (t.device_id <> ${AUTHOR} OR ${APART}))
      AND ${differ(kind)}
      AND (${sameName} OR coalesce(t.seen->>('$."' || ${AUTHOR} || '"'), -1) < o.value->>'updated_at')
    THEN ${GATE} IS NOT NULL END
) WHERE true
ON CONFLICT DO NOTHING`;
}

/** Takes what wins, and returns which those were. An equal pair is a retry and changes nothing. */
export function takeOffers(kind: Kind): string {
  return `INSERT INTO ${kind} (user_id, id, data, updated_at, device_id, seq, relayed)
SELECT ?1, o.value->>'id', o.value->'data', o.value->>'updated_at', ${AUTHOR}, gate.head + ?6 + o.key + 1, nullif(${RELAYED}, 0)
FROM ${GATE} gate CROSS JOIN json_each(?5) o WHERE true
ON CONFLICT (user_id, id) DO UPDATE SET
  data = excluded.data, updated_at = excluded.updated_at, device_id = excluded.device_id, seq = excluded.seq,
  relayed = excluded.relayed,
  seen = iif(device_id = excluded.device_id, seen, json_set(coalesce(seen, '{}'), '$."' || device_id || '"', updated_at))
WHERE (excluded.updated_at, excluded.device_id) > (updated_at, device_id)
RETURNING id`;
}

/** Which offers lost, and the sequence number of what they lost to. A retry did not. */
export function findStale(kind: Kind): string {
  return `SELECT '${kind}' AS kind, t.id, t.seq
FROM json_each(?5) o CROSS JOIN ${kind} t ON t.user_id = ?1 AND t.id = o.value->>'id'
WHERE (t.updated_at, t.device_id) > ${OFFERED} OR ${sameName} AND t.data IS NOT o.value->'data'`;
}

/** ?5 is a JSON array of conflict ids. */
export const dropConflicts = `UPDATE conflicts
SET dropped_at = ?7, data = NULL, seq = ${HEAD} + ?6 + (SELECT key FROM json_each(?5) WHERE value = conflicts.id) + 1
WHERE user_id = ?1 AND id IN (SELECT value FROM json_each(?5)) AND dropped_at IS NULL AND ${GATE} IS NOT NULL`;

/** ?5 is a JSON array of conflicts, which an older copy of this database may lack. */
export const takeConflicts = `INSERT INTO conflicts (user_id, id, kind, record_id, updated_at, device_id, data, replaced_by, seq, detected_at)
SELECT ?1, o.value->>'id', o.value->>'kind', o.value->>'record_id', o.value->>'updated_at', o.value->>'device',
  nullif(o.value->'data', 'null'), o.value->>'replaced_by', gate.head + ?6 + o.key + 1, min(o.value->>'detected_at', ?7)
FROM ${GATE} gate CROSS JOIN json_each(?5) o WHERE true
ON CONFLICT DO NOTHING`;

/** Forgets conflicts after 90 days. Devices do so by themselves, so this leaves no trace to travel. */
export const forgetConflicts = `DELETE FROM conflicts WHERE user_id = ?1 AND detected_at < ?7 - ${90 * DAY_MS}`;

/** ?5 is the settings as a JSON object. */
export const takeSettings = `UPDATE users SET
  time_zone = ?5->>'time_zone', week_starts_on = ?5->>'week_starts_on',
  day_starts_at_minutes = ?5->>'day_starts_at_minutes', weekly_goal_minutes = ?5->>'weekly_goal_minutes'
WHERE id = ?1 AND ${GATE} IS NOT NULL`;

/** The newest sequence number of a table; one row read. */
const newest = (table: string) =>
  `coalesce((SELECT seq FROM ${table} WHERE user_id = ?1 ORDER BY seq DESC LIMIT 1), 0)`;

/** Moves the head past what this round put into `tables`, and leaves it where that was nothing. */
export function moveHead(tables: readonly string[]): string {
  return `UPDATE users SET head = newest.seq FROM (SELECT max(0, ${tables.map(newest).join(', ')}) AS seq) newest
WHERE id = ?1 AND head < newest.seq`;
}

/** The head of the history that this device knows; null where that is another one. */
const KNOWN_HEAD =
  '(SELECT head FROM users WHERE id = ?1 AND (epoch = ?3 OR (?3 IS NULL AND ?4 = 0)))';

/** The mark that this round leaves, if it raises the cursor. */
const NEW_MARK = 'iif(d.cursor < u.head, coalesce(?9, d.mark), d.mark)';

/** Remembers up to where this device may now have heard, with its mark, and to the day when it was last here. */
export const touchDevice = `UPDATE devices AS d SET (cursor, mark, last_seen_at) =
  (SELECT u.head, ${NEW_MARK}, ?7 FROM users u WHERE u.id = ?1)
WHERE user_id = ?1 AND id = ?2 AND revoked_at IS NULL AND cursor >= ?4 AND ${MARKED}
  AND (cursor < ${KNOWN_HEAD} OR (last_seen_at <= ?7 - ${DAY_MS} AND ${KNOWN_HEAD} IS NOT NULL))`;

/**
 * Whose device this is, whether the gate was open, and if not, whether that is for a copy. Goes before `touchDevice`: the
 * mark is the one that it will leave.
 */
export const readStatus = `SELECT u.epoch, u.head, iif(${KNOWS_EPOCH}, min(d.cursor, ?4), 0) AS common, u.deleting_at, d.revoked_at, ${OPEN} AS accepted,
  ${KNOWS} AND NOT ${MARKED} AS copied, iif(${OPEN}, ${NEW_MARK}, d.mark) AS mark
FROM devices d JOIN users u ON u.id = d.user_id WHERE d.user_id = ?1 AND d.id = ?2`;

const delta = (extra: string) =>
  `'{"action":"' || iif(data IS NULL, 'delete', 'update') || '","id":' || json_quote(id)
    || ',"updated_at":' || updated_at || ',"base":' || seq || ',"device":"' || device_id || '"' || ${extra} || '}'`;

const RECORD = delta(`iif(data IS NULL, '', ',"data":' || data)`);

const CONFLICT = `'{"id":' || json_quote(id) || ',"action":"' || iif(dropped_at IS NULL, 'create', 'delete')
    || '","kind":"' || kind || '","record_id":' || json_quote(record_id) || ',"updated_at":' || updated_at
    || ',"device":"' || device_id || '","data":' || coalesce(data, 'null') || ',"replaced_by":' || coalesce(json_quote(replaced_by), 'null') || ',"detected_at":' || detected_at || '}'`;

export type Source = Kind | 'conflicts';
const sources: readonly Source[] = [...kinds, 'conflicts'];

const text = (source: Source) => (source === 'conflicts' ? CONFLICT : RECORD);

/** Whether there is anything to read: others moved the head on, or this round kept conflicts just now. */
const ANY_NEWER = `(${HEAD} > ?4 OR EXISTS (SELECT 1 FROM conflicts WHERE user_id = ?1 AND seq > ?4))`;

/** Bytes of `data` up to which a record comes with the page; so a page is about 1 MB, whatever is in it. */
const SMALL = 1_000;

/**
 * What others changed since the cursor, the oldest sequence numbers first, as delta texts that nobody parses again.
 * Large records come as null, with their size, to be read by `readLarge` once the page is cut.
 *
 * Goes after this round's writes and before the head moves: so `seq <= head` leaves out what the device itself sent just
 * now, while conflicts that it caused are in. The limit of 0 keeps a quiet round at 2 rows, however many kinds there are.
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
