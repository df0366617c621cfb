import type { DeviceContext } from '../../context.ts';
import { batch, statement } from '../../db/batch.ts';
import { accountStatement, requireAccess } from '../../db/owned.ts';

/** Sets columns of the user's row, if the asking device is signed in; `values` are ?3 and on. */
export async function updateUser(
  ctx: DeviceContext,
  columns: string,
  values: unknown[],
): Promise<void> {
  const { userId, deviceId } = ctx.identity;
  const { asking } = await batch(ctx.db, {
    asking: accountStatement(ctx),
    updated: statement(
      ctx.db,
      `UPDATE users SET ${columns} WHERE id = ?1 AND deleting_at IS NULL
         AND EXISTS (SELECT 1 FROM devices WHERE user_id = ?1 AND id = ?2 AND revoked_at IS NULL)`,
      userId,
      deviceId,
      ...values,
    ),
  });
  requireAccess(asking);
}
