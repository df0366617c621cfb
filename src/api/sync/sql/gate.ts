/**
 * A round's SQL. Every statement is one piece of set work, whatever the number of records, and all of a round go out
 * in one D1 batch, which is one transaction. Parameters have the same numbers everywhere:
 *
 * ?1 user · ?2 device · ?3 the device's epoch · ?4 the device's cursor · ?5 deltas as JSON, or another value
 * · ?6 offset of the sequence numbers after the head · ?7 now, Unix ms · ?8 the device's last mark · ?9 its next
 * · ?10 where the device started over: the place up to which what it knew and this history are one; null where it did not
 * · ?11 the marks of its attempts that got no answer, as a JSON array
 */

export const DAY_MS = 86_400_000;

/**
 * Whether this device knows this history: its epoch is the user's, and its cursor is none that the server would not
 * remember having given it (as after the database was restored from an older copy).
 */
export const KNOWS_EPOCH = '(u.epoch = ?3 OR (?3 IS NULL AND ?4 = 0))';
export const KNOWS = `(d.cursor >= ?4 AND ${KNOWS_EPOCH})`;

/**
 * Whether this home left the device's mark, or lost the answer to the attempt that did; a copy of it did neither. (`?9` itself:
 * a request that arrives twice.)
 */
export const MARKED =
  '(?9 IS NULL OR d.mark IS NULL OR d.mark IS ?8 OR d.mark = ?9 OR d.mark IN (SELECT value FROM json_each(?11)))';

/** Whether this device may write: it is not revoked, the account is not being deleted, and the two above hold. */
export const OPEN = `d.revoked_at IS NULL AND u.deleting_at IS NULL AND ${KNOWS} AND ${MARKED}`;

/** The head, for a device that the gate is open to; no row for others. */
export const GATE = `(SELECT u.head FROM devices d JOIN users u ON u.id = d.user_id
  WHERE d.user_id = ?1 AND d.id = ?2 AND ${OPEN})`;

export const HEAD = '(SELECT head FROM users WHERE id = ?1)';
