import type { Context } from '../../context.ts';
import { accountOf, accountStatement, requireIdentity } from '../../db/owned.ts';

/** Sets columns of the user's row, if the asking device is signed in; `values` are ?3 and on. */
export async function updateUser(ctx: Context, columns: string, values: unknown[]): Promise<void> {
  const { userId, deviceId } = requireIdentity(ctx);
  const [asking] = await ctx.db.batch([
    accountStatement(ctx),
    ctx.db
      .prepare(
        `UPDATE users SET ${columns} WHERE id = ?1 AND deleting_at IS NULL
           AND EXISTS (SELECT 1 FROM devices WHERE user_id = ?1 AND id = ?2 AND revoked_at IS NULL)`,
      )
      .bind(userId, deviceId, ...values),
  ]);
  accountOf(asking);
}
