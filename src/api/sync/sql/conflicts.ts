/** Versions that lost: keeping, dropping, taking and forgetting them. */
import type { Kind } from '../../../lib/wire/kinds.ts';
import { DAY_MS, GATE, HEAD } from './gate.ts';
import { APART, AUTHOR, differ, OFFERED, sameName } from './offered.ts';

/**
 * The server keeps the losing version before the upsert overwrites it, where another device wrote the stored version
 * after all that the offering device knew (`base`). Equal contents are no conflict, and neither is a late repetition of
 * a version on which others built (`seen`). CASE makes SQLite look at the gate only where there is a conflict.
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
