/** What statements say of an offered version `o` and of the stored one `t`. */
import type { Kind } from '../../../lib/wire/kinds.ts';
import { syncedKinds } from '../kinds.ts';

/** Who wrote the offered version. The greater (updated_at, device) wins, and nothing else decides. */
export const AUTHOR = "coalesce(o.value->>'device', ?2)";

/** The place of each in the order that decides: the greatest (updated_at, device, version) wins. */
const OFFERED = `(o.value->>'updated_at', ${AUTHOR}, o.value->>'version')`;
const STORED = '(t.updated_at, t.device_id, t.version)';

/**
 * A name says what its version holds. Where the stored version holds something else, it was changed past the server.
 */
export const SAME = "t.version = o.value->>'version'";
export const WINS = `(${SAME} OR ${OFFERED} > ${STORED})`;
export const LOSES = `NOT ${WINS}`;

/** The offered version's past, as it is stored: `[12,7]` as `,12,7,`. */
export const PAST = "replace(replace(o.value->>'past', '[', ','), ']', ',')";

const among = (version: string, past: string) => `instr(${past}, ',' || ${version} || ',') > 0`;

/** Whether the version that loses is one that the winner was made from. */
const SUCCEEDED = `iif(${WINS}, ${among('t.version', PAST)}, ${among("(o.value->>'version')", 't.past')})`;

const without = (fields: readonly string[], data: string) =>
  `json_remove(${data}, ${fields.map((name) => `'$.${name}'`).join(', ')})`;

/**
 * Whether the stored and the offered contents differ in something that a person wrote. A card's schedule is no such
 * thing: it follows from the card's reviews, which both sides keep. The cheaper comparison comes first.
 */
function differ(kind: Kind): string {
  const offered = "o.value->'data'";
  const any = `t.data IS NOT ${offered}`;
  const { computed } = syncedKinds[kind];
  if (computed.length === 0) return any;
  return `${any} AND ${without(computed, 't.data')} IS NOT ${without(computed, offered)}`;
}

/**
 * Whether one of the two versions is lost if the other stands: neither was made from the other, and they hold different
 * things. Their pasts say so, whoever brings them and from wherever, so a copied home and a restored database are no
 * exception.
 */
export function conflicting(kind: Kind): string {
  return `iif(${SAME}, t.data IS NOT o.value->'data', NOT ${SUCCEEDED} AND ${differ(kind)})`;
}
