/** DELETE /api/devices/:id and the buttons on /settings: signs a device out, from its very next request on. */
import { SamediError } from '../../lib/errors.ts';
import type { Context } from '../context.ts';
import { accountOf, accountStatement, requireIdentity } from '../db/owned.ts';

/**
 * One transaction with the check that the asking device is signed in itself. It may revoke itself. Throws `not_found`
 * for a device that is another user's, or revoked already.
 */
export async function revokeDevice(ctx: Context, { id }: { id: string }): Promise<void> {
  const { userId, deviceId } = requireIdentity(ctx);
  const [asking, revoked] = await ctx.db.batch([
    accountStatement(ctx),
    ctx.db
      .prepare(
        `UPDATE devices SET revoked_at = ?4 WHERE user_id = ?1 AND id = ?3 AND revoked_at IS NULL
           AND EXISTS (SELECT 1 FROM devices WHERE user_id = ?1 AND id = ?2 AND revoked_at IS NULL)
         RETURNING id`,
      )
      .bind(userId, deviceId, id, ctx.now()),
  ]);
  accountOf(asking);
  if (revoked!.results.length > 0) return;
  throw new SamediError('not_found', `There is no device ${id.slice(0, 64)}.`, {
    next: 'See which there are: samedi devices, or /settings in a browser.',
  });
}
