/**
 * The one way to a user's rows: every read and write goes out in one D1 batch with the check that the asking device
 * still is that user's. So revoking a device works from the very next request, and costs no round trip.
 */
import { SamediError } from '../../lib/errors.ts';
import { signInAgain } from '../auth/identity.ts';
import type { DeviceContext } from '../context.ts';
import { type Arrangement, batch, type RowsOf, type Statement, statement } from './batch.ts';
import { columns, computed, type RowIn, type Sql, sql } from './rows.ts';
import { endedAt } from './standing.ts';

const USER = columns(
  'users u',
  ...(['id', 'email', 'created_at', 'epoch', 'head', 'time_zone', 'week_starts_on'] as const),
  ...(['day_starts_at_minutes', 'weekly_goal_minutes', 'streaks_hidden'] as const),
);
const DEVICE = columns(
  'devices d',
  'last_seen_at AS device_last_seen_at',
  'cursor AS device_cursor',
  'signed_in_at AS device_signed_in_at',
);
/** Whether the device may ask at all; for `requireAccess`. */
const access = (now: number) =>
  sql`${computed<{ revoked_at: number | null }>(endedAt(now))}, ${columns('users u', 'deleting_at')}`;

/** The user as every page and answer needs it. */
export interface Account extends RowIn<typeof USER>, RowIn<typeof DEVICE> {}

/** More columns for the account's row, where what a page needs depends on it. */
interface MoreColumns<Row> {
  /** May use `u` and `d`, `?1` for the user, and `?3` onwards for `values`. */
  columns: Sql<Row>;
  values: unknown[];
}

/** The statement whose row `requireAccess` looks at; put it into the batch. Two rows read, and what `more` reads. */
export function accountStatement<More = unknown>(
  ctx: DeviceContext,
  more?: MoreColumns<More>,
): Statement<Account & Access & More> {
  const { userId, deviceId } = ctx.identity;
  const others = more ? `, ${more.columns}` : '';
  return statement<Account & Access & More>(
    ctx.db,
    `SELECT ${USER}, ${DEVICE}, ${access(ctx.now())}${others}
      FROM devices d JOIN users u ON u.id = d.user_id WHERE d.user_id = ?1 AND d.id = ?2`,
    userId,
    deviceId,
    ...(more?.values ?? []),
  );
}

export interface Access extends RowIn<ReturnType<typeof access>> {}

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
