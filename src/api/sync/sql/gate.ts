/**
 * A round's SQL. Every statement is one piece of set work, whatever the number of records, and all of a round go out
 * in one D1 batch, which is one transaction. Parameters have the same numbers everywhere:
 *
 * ?1 user · ?2 device · ?3 the device's epoch · ?4 the device's cursor · ?5 deltas as JSON, or another value
 * · ?6 offset of the sequence numbers after the head · ?7 now, Unix ms · ?8 a head that the device was told of, ?9 its digest
 */

export const DAY_MS = 86_400_000;

/**
 * Whether this is the history that the device knows: it has the head that the device was told of last, with that digest. One
 * that was put back to an older copy has forgotten it, or, where it went on, holds something else there.
 */
const KNOWS = `coalesce(u.epoch = ?3, ?8 IS NULL) AND iif(?8 IS NULL, ?4 = 0, u.head >= ?4
  AND EXISTS (SELECT 1 FROM heads WHERE user_id = ?1 AND head = ?8 AND digest = ?9))`;

/** Whether this device may write: it is not revoked, the account is not being deleted, and it knows the history. */
export const OPEN = `d.revoked_at IS NULL AND u.deleting_at IS NULL AND ${KNOWS}`;

/** The head, for a device that the gate is open to; no row for others. */
export const GATE = `(SELECT u.head FROM devices d JOIN users u ON u.id = d.user_id
  WHERE d.user_id = ?1 AND d.id = ?2 AND ${OPEN})`;

export const HEAD = '(SELECT head FROM users WHERE id = ?1)';
