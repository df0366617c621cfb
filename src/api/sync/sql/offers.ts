/** Offered records: taking what wins, and telling which lost. */
import type { Kind } from '../../../lib/wire/kinds.ts';
import { GATE } from './gate.ts';
import { AUTHOR, OFFERED, RELAYED, sameName } from './offered.ts';

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
