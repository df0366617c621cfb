/**
 * A round's SQL. Every statement is one piece of set work, whatever the number of records, and all of a round go out
 * in one D1 batch, which is one transaction. Parameters have the same numbers everywhere:
 *
 * ?1 user · ?2 device · ?3 the device's epoch · ?4 the device's cursor · ?5 deltas as JSON, or another value
 * · ?6 offset of the sequence numbers after the head · ?7 now, Unix ms · ?8 the device's last mark · ?9 its next
 * · ?10 after a rollback, the sequence number up to which the device's history and the server's are one; else null
 * · ?11 the marks of its attempts that got no answer, as a JSON array
 */

export const DAY_MS = 86_400_000;

/**
 * Whether the device knows the server's history: it names the user's epoch, and claims no cursor above the highest that
 * the server remembers giving it. A server that was rolled back has forgotten the later ones.
 */
export const KNOWS_EPOCH = '(u.epoch = ?3 OR (?3 IS NULL AND ?4 = 0))';
export const KNOWS = `(d.cursor >= ?4 AND ${KNOWS_EPOCH})`;

/**
 * Whether the home that asks left the device's mark, in a round or in an attempt whose answer it lost. An original and
 * its copy cannot both have left it. (`?9` itself is there where a request arrives twice.)
 */
export const MARKED =
  '(?9 IS NULL OR d.mark IS NULL OR d.mark IS ?8 OR d.mark = ?9 OR d.mark IN (SELECT value FROM json_each(?11)))';

/** Whether the device may write: the server has not revoked it, the account stays, and the two above hold. */
export const OPEN = `d.revoked_at IS NULL AND u.deleting_at IS NULL AND ${KNOWS} AND ${MARKED}`;

/** The head, for a device that the gate is open to; no row for others. */
export const GATE = `(SELECT u.head FROM devices d JOIN users u ON u.id = d.user_id
  WHERE d.user_id = ?1 AND d.id = ?2 AND ${OPEN})`;

export const HEAD = '(SELECT head FROM users WHERE id = ?1)';
