/**
 * The one way to a user's rows: every read and write goes out in one D1 batch with the check that the asking device
 * still is that user's. So revoking a device works from the very next request, and costs no round trip.
 */
import { SamediError } from '../../lib/errors.ts';
import { type Identity, signInAgain } from '../auth/identity.ts';
import type { Context } from '../context.ts';

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

/** Who asks. Throws `not_signed_in` for a stranger. */
export function requireIdentity(ctx: Context): Identity {
  if (!ctx.identity)
    throw new SamediError('not_signed_in', 'Not signed in.', { next: signInAgain });
  return ctx.identity;
}

/** The statement that `accountOf` reads; put it into the batch. Two rows read, and what `more` reads. */
export function accountStatement(ctx: Context, more?: MoreColumns): D1PreparedStatement {
  const { userId, deviceId } = requireIdentity(ctx);
  const columns = more ? `${ACCOUNT}, ${more.columns}` : ACCOUNT;
  return ctx.db
    .prepare(
      `SELECT ${columns} FROM devices d JOIN users u ON u.id = d.user_id WHERE d.user_id = ?1 AND d.id = ?2`,
    )
    .bind(userId, deviceId, ...(more?.values ?? []));
}

interface Standing {
  revoked_at: number | null;
  deleting_at: number | null;
}

/**
 * The account in the account statement's result. Throws `device_revoked` where the device is not one any more, and
 * `account_deleting`.
 */
export function accountOf<More = unknown>(result: D1Result<More> | undefined): Account & More {
  const row = (result as D1Result<Account & More & Standing> | undefined)?.results[0];
  return requireStanding(row);
}

/** Throws `device_revoked` and `account_deleting`. */
export function requireStanding<Row extends Standing>(row: Row | undefined): Row {
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
export async function noteSeen(ctx: Context, account: Account): Promise<void> {
  const { userId, deviceId } = requireIdentity(ctx);
  const now = ctx.now();
  if (account.device_last_seen_at > now - SEEN_EVERY) return;
  await ctx.db
    .prepare('UPDATE devices SET last_seen_at = ?3 WHERE user_id = ?1 AND id = ?2')
    .bind(userId, deviceId, now)
    .run();
}

/** Reads in one round trip. The statements must be scoped by `user_id`, bound from `requireIdentity`. */
export async function readOwned(
  ctx: Context,
  statements: D1PreparedStatement[],
): Promise<{ account: Account; results: D1Result[] }> {
  const [first, ...results] = await ctx.db.batch([accountStatement(ctx), ...statements]);
  const account = accountOf(first);
  await noteSeen(ctx, account);
  return { account, results };
}
