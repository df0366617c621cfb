/** The head of the history, the digest of what it comes to, and how far the device has heard of it. */
import type { Kind } from '../../../lib/wire/kinds.ts';
import { endedAt } from '../../db/standing.ts';
import { DAY_MS, OPEN } from './gate.ts';

/** 52 bits. At most 1,000 deltas move the digest at once, so that no sum leaves 63. */
const DIGEST_BITS = 2 ** 52 - 1;

type Source = Kind | 'conflicts';

/** What this round put into a table; read from the index alone. */
const added = (table: Source) => `FROM ${table} WHERE user_id = ?1 AND seq > users.head`;

/** By how much each of them moves the digest: of a conflict no side has less or more. */
const moved = (table: Source) => (table === 'conflicts' ? '0' : 'version - replaced');

/** Moves head and digest by what this round put into `tables`, and leaves both where that was nothing. */
export function moveHead(tables: readonly Source[]): string {
  const all = tables.map((table) => `SELECT seq, ${moved(table)} AS moved ${added(table)}`);
  const any = tables.map((table) => `EXISTS (SELECT 1 ${added(table)})`);
  return `UPDATE users SET (head, digest) = (SELECT max(seq), (digest + sum(moved)) & ${DIGEST_BITS} FROM (${all.join(' UNION ALL ')}))
WHERE id = ?1 AND (${any.join(' OR ')})`;
}

/** Characters that a device's row keeps of what it was told: about 40 answers that moved its cursor. */
const TOLD_KEPT = 1_000;

/**
 * Remembers up to where this device may now have heard, what it was told of that, and to the day when it was last here.
 * A pair that is cut off at the end has no comma behind it, so it is not found.
 */
export const touchDevice = `UPDATE devices AS d SET (cursor, told, last_seen_at) =
  (SELECT u.head, iif(d.cursor < u.head, ',' || u.head || ':' || u.digest || substr(d.told, 1, ${TOLD_KEPT}), d.told), ?7
   FROM users u WHERE u.id = ?1)
WHERE user_id = ?1 AND id = ?2
  AND (SELECT ${OPEN} AND (d.cursor < u.head OR d.last_seen_at <= ?7 - ${DAY_MS}) FROM users u WHERE u.id = ?1)`;

/** How the history stands, whose device this is, and whether the gate was open to it. */
export const readStatus = `SELECT u.epoch, u.head, u.digest, u.deleting_at, ${endedAt('?7')}, ${OPEN} AS accepted
FROM devices d JOIN users u ON u.id = d.user_id WHERE d.user_id = ?1 AND d.id = ?2`;
