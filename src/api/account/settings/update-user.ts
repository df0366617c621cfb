import type { DeviceContext } from '../../context.ts';
import { batch, statement } from '../../db/batch.ts';
import { accountStatement, requireAccess } from '../../db/owned.ts';
import type { Rows } from '../../db/rows.ts';
import { isSignedIn } from '../../db/standing.ts';

/** Sets columns of the user's row, if the asking device is signed in. */
export async function updateUser(
  ctx: DeviceContext,
  changes: Partial<Rows['users']>,
): Promise<void> {
  const { userId, deviceId } = ctx.identity;
  const columns = Object.keys(changes).map((column, index) => `${column} = ?${index + 3}`);
  const { asking } = await batch(ctx.db, {
    asking: accountStatement(ctx),
    updated: statement(
      ctx.db,
      `UPDATE users SET ${columns.join(', ')} WHERE id = ?1 AND deleting_at IS NULL
         AND ${isSignedIn(ctx.now())}`,
      userId,
      deviceId,
      ...Object.values(changes),
    ),
  });
  requireAccess(asking);
}
