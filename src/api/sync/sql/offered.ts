/** What statements say of an offered version `o` and of the stored one `t`. */
import type { Kind } from '../../../lib/wire/kinds.ts';
import { syncedKinds } from '../kinds.ts';

/** Who wrote the offered version, and its place in the order that decides: the greater (updated_at, device) wins. */
export const AUTHOR = "coalesce(o.value->>'device', ?2)";
export const OFFERED = `(o.value->>'updated_at', ${AUTHOR})`;

/** Whether another device than its author offers a version. */
export const RELAYED = `(${AUTHOR} <> ?2)`;

const without = (fields: readonly string[], data: string) =>
  `json_remove(${data}, ${fields.map((name) => `'$.${name}'`).join(', ')})`;

/** Whether the stored and the offered contents differ in something that a person wrote. The cheaper comparison comes first. */
export function differ(kind: Kind): string {
  const offered = "o.value->'data'";
  const any = `t.data IS NOT ${offered}`;
  const { computed } = syncedKinds[kind];
  if (computed.length === 0) return any;
  return `${any} AND ${without(computed, 't.data')} IS NOT ${without(computed, offered)}`;
}

/**
 * Whether two versions go by one name, as where two homes wrote as one device: then the stored one stays. Their contents tell
 * such a version from a retry.
 */
export const sameName = `(t.updated_at, t.device_id) = ${OFFERED}`;

/**
 * Whether two versions of one author may be from two homes, of which neither knew the other's. What an author brings itself
 * follows on what it brought before. A database put back to an older copy breaks that: others bring it what one home had
 * sent, before or after the other home, which passes for the same device, brings its own. What a device had from the
 * history that is here as well (base above 0) was taken once, and is repeated: docs/decisions/084.
 */
export const APART = `iif(${RELAYED}, o.value->>'base' = 0 AND t.seq > ?10, t.relayed)`;
