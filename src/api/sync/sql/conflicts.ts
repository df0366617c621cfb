/** Versions that lost: keeping, dropping, taking and forgetting them. */
import type { Kind } from '../../../lib/wire/kinds.ts';
import { DAY_MS, GATE, HEAD } from './gate.ts';
import { AUTHOR, conflicting, PAST, SAME, WINS } from './offered.ts';

/** For what nobody wrote: 52 bits, and no past, so that nothing is merged with it. */
const ANY_NAME = '(random() & 0xFFFFFFFFFFFFF)';

/**
 * Keeps the losing version of each conflict, before the upsert overwrites it. Its id is made of its own name, so
 * noticing it twice keeps it once. CASE makes SQLite look at the gate only where there is a conflict, which is rare.
 */
export function keepConflicts(kind: Kind): string {
  return `INSERT INTO conflicts (user_id, id, kind, record_id, updated_at, device_id, data, version, past, seq, detected_at)
SELECT ?1, '${kind}:' || id || ':' || version, '${kind}', id, updated_at, device_id, data, version, past, ${HEAD} + ?6 + place + 1, ?7
FROM (
  SELECT t.id, o.key AS place,
    iif(${WINS}, t.updated_at, o.value->>'updated_at') AS updated_at,
    iif(${WINS}, t.device_id, ${AUTHOR}) AS device_id,
    iif(${WINS}, t.data, o.value->'data') AS data,
    CASE WHEN ${SAME} THEN ${ANY_NAME} WHEN ${WINS} THEN t.version ELSE o.value->>'version' END AS version,
    CASE WHEN ${SAME} THEN ',' WHEN ${WINS} THEN t.past ELSE ${PAST} END AS past
  FROM json_each(?5) o CROSS JOIN ${kind} t ON t.user_id = ?1 AND t.id = o.value->>'id'
  WHERE CASE WHEN ${conflicting(kind)} THEN ${GATE} IS NOT NULL END
) WHERE true
ON CONFLICT DO NOTHING`;
}

/** ?5 is a JSON array of conflict ids. */
export const dropConflicts = `UPDATE conflicts
SET dropped_at = ?7, data = NULL, seq = ${HEAD} + ?6 + (SELECT key FROM json_each(?5) WHERE value = conflicts.id) + 1
WHERE user_id = ?1 AND id IN (SELECT value FROM json_each(?5)) AND dropped_at IS NULL AND ${GATE} IS NOT NULL`;

/** ?5 is a JSON array of conflicts, which an older copy of this database may lack. */
export const takeConflicts = `INSERT INTO conflicts (user_id, id, kind, record_id, updated_at, device_id, data, version, past, seq, detected_at)
SELECT ?1, o.value->>'id', o.value->>'kind', o.value->>'record_id', o.value->>'updated_at', o.value->>'device',
  nullif(o.value->'data', 'null'), o.value->>'version', ${PAST}, gate.head + ?6 + o.key + 1, min(o.value->>'detected_at', ?7)
FROM ${GATE} gate CROSS JOIN json_each(?5) o WHERE true
ON CONFLICT DO NOTHING`;

/** Forgets conflicts after 90 days. Devices do so by themselves, so this leaves no trace to travel. */
export const forgetConflicts = `DELETE FROM conflicts WHERE user_id = ?1 AND detected_at < ?7 - ${90 * DAY_MS}`;
