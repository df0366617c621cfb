/** DELETE /api/devices/:id and the buttons on /settings: signs a device out, from its very next request on. */
import { SamediError } from '../../lib/errors.ts';
import type { DeviceContext } from '../context.ts';
import { batch, statement } from '../db/batch.ts';
import { accountStatement, requireAccess } from '../db/owned.ts';
import { isSignedIn } from '../db/standing.ts';

/**
 * One transaction with the check that the asking device is signed in itself. It may revoke itself. Throws `not_found`
 * for a device that is another user's, or revoked already.
 */
export async function revokeDevice(ctx: DeviceContext, { id }: { id: string }): Promise<void> {
  const { userId, deviceId } = ctx.identity;
  const { asking, revoked } = await batch(ctx.db, {
    asking: accountStatement(ctx),
    revoked: statement(
      ctx.db,
      `UPDATE devices SET revoked_at = ?4
       WHERE user_id = ?1 AND id = ?3 AND revoked_at IS NULL AND ${isSignedIn('?4')}
       RETURNING id`,
      userId,
      deviceId,
      id,
      ctx.now(),
    ),
  });
  requireAccess(asking);
  if (revoked.length > 0) return;
  throw new SamediError('not_found', `There is no device ${id.slice(0, 64)}.`, {
    next: 'See which there are: samedi devices, or /settings in a browser.',
  });
}
