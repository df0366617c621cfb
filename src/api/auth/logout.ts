/** POST /api/auth/logout and the button in the page: signs the asking device out. */
import type { VisitorContext } from '../context.ts';

/** Revokes the device, from its next request on. Nothing to do, and no error, for one that is signed out already. */
export async function logout(ctx: VisitorContext): Promise<void> {
  if (!ctx.identity) return;
  const { userId, deviceId } = ctx.identity;
  await ctx.db
    .prepare(
      'UPDATE devices SET revoked_at = ?3 WHERE user_id = ?1 AND id = ?2 AND revoked_at IS NULL',
    )
    .bind(userId, deviceId, ctx.now())
    .run();
}
