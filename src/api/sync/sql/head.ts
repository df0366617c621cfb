/** The head of the history, the digest of what it comes to, and how far the device has heard of it. */
import type { Kind } from '../../../lib/wire/kinds.ts';
import { DAY_MS, OPEN } from './gate.ts';

/** 52 bits. At most 1,000 deltas move the digest at once, so that no sum leaves 63. */
const DIGEST_BITS = 2 ** 52 - 1;

/** What this round put into a table, and by how much each moves the digest; read from the index alone. */
const added = (table: Kind | 'conflicts') =>
  `SELECT seq, ${table === 'conflicts' ? '0' : 'version - replaced'} AS moved FROM ${table} WHERE user_id = ?1 AND seq > (SELECT head FROM before)`;

/** Moves head and digest by what this round put into `tables`, and leaves both where that was nothing. */
export function moveHead(tables: readonly (Kind | 'conflicts')[]): string {
  return `WITH before AS MATERIALIZED (SELECT head FROM users WHERE id = ?1)
UPDATE users SET head = round.seq, digest = (digest + round.moved) & ${DIGEST_BITS}
FROM (SELECT max(seq) AS seq, sum(moved) AS moved FROM (${tables.map(added).join(' UNION ALL ')})) round
WHERE id = ?1 AND head < round.seq`;
}

/** Remembers up to where this device may now have heard, and to the day when it was last here. */
export const touchDevice = `UPDATE devices AS d SET cursor = u.head, last_seen_at = ?7 FROM users u
WHERE d.user_id = ?1 AND d.id = ?2 AND u.id = ?1 AND (d.cursor < u.head OR d.last_seen_at <= ?7 - ${DAY_MS}) AND ${OPEN}`;

/** How the history stands, whose device this is, and whether the gate was open to it. */
export const readStatus = `SELECT u.epoch, u.head, u.digest, u.deleting_at, d.revoked_at, ${OPEN} AS accepted
FROM devices d JOIN users u ON u.id = d.user_id WHERE d.user_id = ?1 AND d.id = ?2`;
