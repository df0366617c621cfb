/** What a request that was on its way put into R2 while the account was being deleted. */
import type { DeviceContext } from '../../context.ts';
import { signedOut } from '../../db/owned.ts';

/**
 * To be called after putting objects at `keys`: takes them away again where the account was deleted, or begun to be,
 * meanwhile, since the deletion may have looked through R2 before they were there. Then throws `device_revoked`.
 */
export async function leaveNothingBehind(ctx: DeviceContext, keys: string[]): Promise<void> {
  const { userId } = ctx.identity;
  const user = await ctx.db
    .prepare('SELECT 1 FROM users WHERE id = ?1 AND deleting_at IS NULL')
    .bind(userId)
    .first();
  if (user) return;
  await ctx.r2.delete(keys);
  throw signedOut();
}
