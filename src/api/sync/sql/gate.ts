/**
 * A round's SQL. Every statement is one piece of set work, whatever the number of records, and all of a round go out
 * in one D1 batch, which is one transaction. Parameters have the same numbers everywhere:
 *
 * ?1 user · ?2 device · ?3 the device's epoch · ?4 the device's cursor · ?5 deltas as JSON, or another value
 * · ?6 offset of the sequence numbers after the head · ?7 now, Unix ms · ?8 a head and its digest, as the device was
 * told
 */

import { UNUSED } from '../../db/standing.ts';

export const DAY_MS = 86_400_000;

const told = (row: string) => `instr(${row}.told, ',' || ?8 || ',') > 0`;

/**
 * Whether this is the history that the device knows: it was told of a head, with that digest, here. A server that was
 * put back to an older copy has forgotten telling it. A home that signed in again was told as another device.
 */
const KNOWS = `coalesce(u.epoch = ?3, ?8 IS NULL) AND iif(?8 IS NULL, ?4 = 0, u.head >= ?4
  AND (${told('d')} OR EXISTS (SELECT 1 FROM devices o WHERE o.user_id = ?1 AND ${told('o')})))`;

/** Whether this device may write: its sign-in has not ended, the account stays, and it knows the history. */
export const OPEN = `d.revoked_at IS NULL AND d.last_seen_at > ?7 - ${UNUSED} AND u.deleting_at IS NULL AND ${KNOWS}`;

/** The head, for a device that the gate is open to; no row for others. */
export const GATE = `(SELECT u.head FROM devices d JOIN users u ON u.id = d.user_id
  WHERE d.user_id = ?1 AND d.id = ?2 AND ${OPEN})`;

export const HEAD = '(SELECT head FROM users WHERE id = ?1)';
