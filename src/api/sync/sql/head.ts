/** The head of the history, and how far the device has heard of it. */
import { DAY_MS, KNOWS, KNOWS_EPOCH, MARKED, OPEN } from './gate.ts';

/** The newest sequence number of a table; one row read. */
const newest = (table: string) =>
  `coalesce((SELECT seq FROM ${table} WHERE user_id = ?1 ORDER BY seq DESC LIMIT 1), 0)`;

/** Moves the head past what this round put into `tables`, and leaves it where that was nothing. */
export function moveHead(tables: readonly string[]): string {
  return `UPDATE users SET head = newest.seq FROM (SELECT max(0, ${tables.map(newest).join(', ')}) AS seq) newest
WHERE id = ?1 AND head < newest.seq`;
}

/** The head of the history that this device knows; null where that is another one. */
const KNOWN_HEAD =
  '(SELECT head FROM users WHERE id = ?1 AND (epoch = ?3 OR (?3 IS NULL AND ?4 = 0)))';

/** The mark that this round leaves, if it raises the cursor. */
const NEW_MARK = 'iif(d.cursor < u.head, coalesce(?9, d.mark), d.mark)';

/** Remembers up to where this device may now have heard, with its mark, and to the day when it was last here. */
export const touchDevice = `UPDATE devices AS d SET (cursor, mark, last_seen_at) =
  (SELECT u.head, ${NEW_MARK}, ?7 FROM users u WHERE u.id = ?1)
WHERE user_id = ?1 AND id = ?2 AND revoked_at IS NULL AND cursor >= ?4 AND ${MARKED}
  AND (cursor < ${KNOWN_HEAD} OR (last_seen_at <= ?7 - ${DAY_MS} AND ${KNOWN_HEAD} IS NOT NULL))`;

/**
 * Whether the gate was open to the device and, where it was not, whether a copy asked. The server reads this before
 * `touchDevice`, so it works out the mark that the device will have.
 */
export const readStatus = `SELECT u.epoch, u.head, iif(${KNOWS_EPOCH}, min(d.cursor, ?4), 0) AS common, u.deleting_at, d.revoked_at, ${OPEN} AS accepted,
  ${KNOWS} AND NOT ${MARKED} AS copied, iif(${OPEN}, ${NEW_MARK}, d.mark) AS mark
FROM devices d JOIN users u ON u.id = d.user_id WHERE d.user_id = ?1 AND d.id = ?2`;
