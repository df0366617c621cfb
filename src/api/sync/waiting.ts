/** What the next round would bring to a device, counted and not sent: `samedi sync --dry-run`. */
import { type Kind, kinds } from '../../lib/wire/kinds.ts';
import type { Waiting, WaitingRequest } from '../../lib/wire/waiting.ts';
import type { DeviceContext } from '../context.ts';
import { statement } from '../db/batch.ts';
import { readOwned } from '../db/owned.ts';

/** By the indexes that pages are read by, and no record. */
const NEWER = `SELECT ${kinds
  .map((kind) => `(SELECT count(*) FROM ${kind} WHERE user_id = ?1 AND seq > ?2) AS ${kind}`)
  .join(', ')}`;

/** Changes nothing, and reads as many index entries as it counts. */
export async function readWaiting(ctx: DeviceContext, input: WaitingRequest): Promise<Waiting> {
  const { account, rows } = await readOwned(
    ctx,
    statement<Record<Kind, number>>(ctx.db, NEWER, ctx.identity.userId, input.cursor),
  );
  const known = input.epoch === undefined ? input.cursor === 0 : input.epoch === account.epoch;
  if (!known || input.cursor > account.head) return { reset: true, records: null };
  // Not null: the statement selects one row, whatever there is.
  return { reset: false, records: rows[0]! };
}
