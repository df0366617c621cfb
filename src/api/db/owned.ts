/**
 * The one way to a user's rows: every read and write goes out in one D1 batch with the check that the asking device
 * still is that user's. So revoking a device works from the very next request, and costs no round trip.
 */
import { SamediError } from '../../lib/errors.ts';
import { signInAgain } from '../auth/identity.ts';
import type { DeviceContext } from '../context.ts';
import { type Arrangement, batch, type RowsOf, type Statement, statement } from './batch.ts';

/** The user as every page and answer needs it. */
export interface Account {
  id: string;
  email: string;
  created_at: number;
  epoch: string;
  head: number;
  time_zone: string;
  week_starts_on: number;
  day_starts_at_minutes: number;
  weekly_goal_minutes: number | null;
  streaks_hidden: 0 | 1;
  device_last_seen_at: number;
  device_cursor: number;
}

const ACCOUNT = `u.id, u.email, u.created_at, u.epoch, u.head, u.time_zone, u.week_starts_on, u.day_starts_at_minutes,
    u.weekly_goal_minutes, u.streaks_hidden, u.deleting_at, d.last_seen_at AS device_last_seen_at, d.cursor AS device_cursor, d.revoked_at`;

/** More columns for the account's row, where what a page needs depends on it. */
interface MoreColumns {
  /** May use `u` and `d`, `?1` for the user, and `?3` onwards for `values`. */
  columns: string;
  values: unknown[];
}

/** The statement whose row `requireAccess` looks at; put it into the batch. Two rows read, and what `more` reads. */
export function accountStatement<More = unknown>(
  ctx: DeviceContext,
  more?: MoreColumns,
): Statement<Account & Access & More> {
  const { userId, deviceId } = ctx.identity;
  const columns = more ? `${ACCOUNT}, ${more.columns}` : ACCOUNT;
  return statement(
    ctx.db,
    `SELECT ${columns} FROM devices d JOIN users u ON u.id = d.user_id WHERE d.user_id = ?1 AND d.id = ?2`,
    userId,
    deviceId,
    ...(more?.values ?? []),
  );
}

interface Access {
  revoked_at: number | null;
  deleting_at: number | null;
}

/**
 * The one row of who asks, as of `accountStatement`. Throws `device_revoked` where the device is not one any more, and
 * `account_deleting`.
 */
export function requireAccess<Row extends Access>([row]: readonly Row[]): Row {
  if (!row || row.revoked_at !== null) throw signedOut();
  if (row.deleting_at !== null) throw beingDeleted();
  return row;
}

function beingDeleted(): SamediError {
  return new SamediError('account_deleting', 'This account is being deleted.', {
    next: 'Finish it with "samedi account delete", or at /settings/delete in a browser.',
  });
}

/** What a device hears that was revoked, or whose account is gone. */
export function signedOut(): SamediError {
  return new SamediError('device_revoked', 'This device was signed out.', { next: signInAgain });
}

/** Milliseconds. When a device was last seen is kept to the day: a write a request would cost more than it tells. */
const SEEN_EVERY = 86_400_000;

/** Remembers that this device was here today; nothing to do on most requests. */
export async function noteSeen(ctx: DeviceContext, account: Account): Promise<void> {
  const { userId, deviceId } = ctx.identity;
  const now = ctx.now();
  if (account.device_last_seen_at > now - SEEN_EVERY) return;
  await ctx.db
    .prepare('UPDATE devices SET last_seen_at = ?3 WHERE user_id = ?1 AND id = ?2')
    .bind(userId, deviceId, now)
    .run();
}

/** Reads in one round trip. The statements must be scoped by `user_id`, bound from `ctx.identity`. */
export async function readOwned<Put>(
  ctx: DeviceContext,
  put: Put & Arrangement,
): Promise<{ account: Account; rows: RowsOf<Put> }> {
  const asking = accountStatement(ctx);
  const found = await batch<{ asking: typeof asking; rows: Put }>(ctx.db, { asking, rows: put });
  const account = requireAccess(found.asking);
  await noteSeen(ctx, account);
  return { account, rows: found.rows };
}

/** The account, where nothing else is read. Throws `device_revoked` and `account_deleting`. */
export async function requireSignedIn(ctx: DeviceContext): Promise<Account> {
  return (await readOwned(ctx, {})).account;
}
