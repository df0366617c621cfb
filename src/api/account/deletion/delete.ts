/** DELETE /api/account and the form on /settings: deletes all that the server holds about a user. */
import type { DeletionAnswer } from '../../../lib/wire/account.ts';
import { forgetLinks } from '../../auth/links.ts';
import { RECENT, requireRecent } from '../../auth/recent.ts';
import type { DeviceContext } from '../../context.ts';
import { batch, statement } from '../../db/batch.ts';
import { requireSignedIn, signedOut } from '../../db/owned.ts';
import type { Rows } from '../../db/rows.ts';
import { isSignedIn } from '../../db/standing.ts';
import { notify } from '../../mail/mail.ts';
import { deletionMail } from '../../mail/notices.ts';
import { clearCache } from '../../view-cache.ts';
import { records, signIns, totals, type UserTable } from '../user-tables.ts';

/** Rows that one statement deletes, at most. */
const ROWS = 5_000;
/** Steps that one request takes, at most: each is one round trip, and D1's free plan has 50 statements a request. */
const STEPS = 20;

type User = Pick<Rows['users'], 'id' | 'email' | 'time_zone' | 'deleting_at'>;

/** Whether nothing is left of what it deletes; false where it has to be taken again. */
type Step = (ctx: DeviceContext, user: User) => Promise<boolean>;

/**
 * Deletes as much as one request may, and says whether that was all; ask again until it was. From the first step on
 * nothing of the account is read or written but by this. Any step can be cut and repeated; the devices go last, so that
 * there is always one to repeat it. Throws `sign_in_again`, and `device_revoked`, also where the account is gone
 * already.
 */
export async function deleteAccount(ctx: DeviceContext): Promise<DeletionAnswer> {
  const user = await close(ctx);
  let stepsLeft = STEPS;
  for (const step of steps) {
    do {
      if (stepsLeft === 0) return { deleted: false };
      stepsLeft -= 1;
    } while (!(await step(ctx, user)));
  }
  return { deleted: true };
}

/** Totals before records: then the triggers have nothing to count down, and each record costs the same. */
const steps: readonly Step[] = [
  deleteTotals,
  ...records.map((table): Step => deleteRows.bind(null, table)),
  deleteFiles,
  deleteLinks,
  deleteSignIns,
];

/**
 * In one conditional statement: a round of sync came before it, and its rows are found, or is refused. Only beginning
 * wants a sign-in of late; whoever goes on may take longer.
 */
async function close(ctx: DeviceContext): Promise<User> {
  const { userId, deviceId } = ctx.identity;
  const now = ctx.now();
  const user = await ctx.db
    .prepare(
      `UPDATE users SET deleting_at = coalesce(deleting_at, ?3) WHERE id = ?1 AND ${isSignedIn('?3')}
         AND (deleting_at IS NOT NULL
           OR (SELECT signed_in_at FROM devices WHERE user_id = ?1 AND id = ?2) > ?3 - ${RECENT})
       RETURNING id, email, time_zone, deleting_at`,
    )
    .bind(userId, deviceId, now)
    .first<User>();
  if (user) {
    if (user.deleting_at === now) await notify(ctx, deletionMail(ctx, user));
    return user;
  }
  requireRecent(ctx, await requireSignedIn(ctx));
  throw signedOut();
}

async function deleteTotals(ctx: DeviceContext, { id }: User): Promise<boolean> {
  await ctx.db.batch(totals.map(({ table }) => allOf(ctx, table, id)));
  return true;
}

async function deleteRows(
  { table, primaryKey: [key] }: UserTable,
  ctx: DeviceContext,
  { id }: User,
): Promise<boolean> {
  const { left } = await batch(ctx.db, {
    deleted: statement(
      ctx.db,
      `DELETE FROM ${table} WHERE user_id = ?1 AND ${key} IN (
         SELECT ${key} FROM ${table} WHERE user_id = ?1 ORDER BY ${key} LIMIT ${ROWS})`,
      id,
    ),
    left: statement(ctx.db, `SELECT 1 FROM ${table} WHERE user_id = ?1 LIMIT 1`, id),
  });
  return left.length === 0;
}

/** Up to 1,000, which is as many as R2 lists, and deletes, at once. */
async function deleteFiles(ctx: DeviceContext, { id }: User): Promise<boolean> {
  const { objects, truncated } = await ctx.r2.list({ prefix: `${id}/` });
  if (objects.length > 0) await ctx.r2.delete(objects.map(({ key }) => key));
  return !truncated;
}

async function deleteLinks(ctx: DeviceContext, { email }: User): Promise<boolean> {
  await forgetLinks(ctx, email);
  return true;
}

/** One transaction: while there is a device, there is the user whom it may go on deleting. */
async function deleteSignIns(ctx: DeviceContext, { id }: User): Promise<boolean> {
  await clearCache(ctx);
  await ctx.db.batch([
    ...signIns.map(({ table }) => allOf(ctx, table, id)),
    ctx.db.prepare('DELETE FROM users WHERE id = ?1').bind(id),
  ]);
  return true;
}

function allOf(ctx: DeviceContext, table: string, userId: string): D1PreparedStatement {
  return ctx.db.prepare(`DELETE FROM ${table} WHERE user_id = ?1`).bind(userId);
}
