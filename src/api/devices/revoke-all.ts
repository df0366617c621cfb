/** DELETE /api/devices and the button on /settings: signs everything out, the device that asks included. */
import type { AllRevoked } from '../../lib/wire/devices.ts';
import type { DeviceContext } from '../context.ts';
import { batch, statement } from '../db/batch.ts';
import { accountStatement, requireAccess } from '../db/owned.ts';
import { isSignedIn } from '../db/standing.ts';

/** How many were signed out. Throws `device_revoked` and `account_deleting`. */
export async function revokeAll(ctx: DeviceContext): Promise<AllRevoked> {
  const { userId, deviceId } = ctx.identity;
  const { asking, revoked } = await batch(ctx.db, {
    asking: accountStatement(ctx),
    revoked: statement(
      ctx.db,
      `UPDATE devices SET revoked_at = ?3 WHERE user_id = ?1 AND revoked_at IS NULL AND ${isSignedIn('?3')}
       RETURNING id`,
      userId,
      deviceId,
      ctx.now(),
    ),
  });
  requireAccess(asking);
  return { revoked: revoked.length };
}
