/** Offered records: taking what wins, and telling which lost. */
import type { Kind } from '../../../lib/wire/kinds.ts';
import { GATE } from './gate.ts';
import { AUTHOR, conflicting, LOSES, PAST } from './offered.ts';
import { recordText } from './page.ts';

/**
 * Takes what wins, and returns which those were. The same version again changes nothing, unless what is stored under
 * its name is something else: that was changed past the server, and is put right.
 */
export function takeOffers(kind: Kind): string {
  return `INSERT INTO ${kind} (user_id, id, data, updated_at, device_id, seq, version, past)
SELECT ?1, o.value->>'id', o.value->'data', o.value->>'updated_at', ${AUTHOR}, gate.head + ?6 + o.key + 1, o.value->>'version', ${PAST}
FROM ${GATE} gate CROSS JOIN json_each(?5) o WHERE true
ON CONFLICT (user_id, id) DO UPDATE SET
  data = excluded.data, updated_at = excluded.updated_at, device_id = excluded.device_id, seq = excluded.seq,
  version = excluded.version, past = excluded.past, replaced = version
WHERE CASE WHEN excluded.version = version
  THEN (excluded.data, excluded.updated_at, excluded.device_id) IS NOT (data, updated_at, device_id)
  ELSE (excluded.updated_at, excluded.device_id, excluded.version) > (updated_at, device_id, version) END
RETURNING id`;
}

/**
 * Which offers lost, whether that is a conflict, and the winner as a delta. A version that is there already did not
 * lose.
 */
export function findStale(kind: Kind): string {
  return `SELECT '${kind}' AS source, t.id, t.seq, t.bytes, (${conflicting(kind)}) AS conflict, ${recordText('t.')} AS delta
FROM json_each(?5) o CROSS JOIN ${kind} t ON t.user_id = ?1 AND t.id = o.value->>'id'
WHERE ${LOSES}`;
}
