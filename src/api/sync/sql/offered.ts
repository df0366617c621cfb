/** What statements say of an offered version `o` and of the stored one `t`. */
import type { Kind } from '../../../lib/wire/kinds.ts';
import { syncedKinds } from '../kinds.ts';

/** Who wrote the offered version. The greater (updated_at, device) wins, and nothing else decides. */
export const AUTHOR = "coalesce(o.value->>'device', ?2)";
export const OFFERED = `(o.value->>'updated_at', ${AUTHOR})`;

/** Whether another device than its author offers a version. */
export const RELAYED = `(${AUTHOR} <> ?2)`;

const without = (fields: readonly string[], data: string) =>
  `json_remove(${data}, ${fields.map((name) => `'$.${name}'`).join(', ')})`;

/** Whether the two hold different things that a person wrote. The cheaper comparison comes first. */
export function differ(kind: Kind): string {
  const offered = "o.value->'data'";
  const any = `t.data IS NOT ${offered}`;
  const { computed } = syncedKinds[kind];
  if (computed.length === 0) return any;
  return `${any} AND ${without(computed, 't.data')} IS NOT ${without(computed, offered)}`;
}

/**
 * Whether the two have one author and time. An original and its copy write as one device and can give two versions one
 * name: the stored one stays, and the contents tell the other from a retry.
 */
export const sameName = `(t.updated_at, t.device_id) = ${OFFERED}`;

/**
 * Whether an original wrote one of the two and its copy the other, neither knowing of it. One home's versions follow on
 * each other where it brings them itself; after a rollback, another device may bring one. Base above 0 says that the
 * device had the version from the history that both sides still share: docs/decisions/084.
 */
export const APART = `iif(${RELAYED}, o.value->>'base' = 0 AND t.seq > ?10, t.relayed)`;
