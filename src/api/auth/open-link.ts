/** GET /auth/verify: looks at a link without spending it, as mail scanners do. */
import type { Context } from '../context.ts';
import { findLink, type Link, linkUsed } from './links.ts';

/** What the link would sign in. Changes nothing. Throws `link_invalid`, `link_expired` and `link_used`. */
export async function openLink(
  ctx: Context,
  { token }: { token: string },
): Promise<Pick<Link, 'client'>> {
  const link = await findLink(ctx, token);
  const redeemed = await ctx.db
    .prepare('SELECT 1 FROM redemptions WHERE link_hash = ?1')
    .bind(link.hash)
    .first();
  if (redeemed) throw linkUsed(link.client);
  return { client: link.client };
}
