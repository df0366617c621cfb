/** GET /auth/address: looks at a link without spending it, as mail scanners do. */
import { hash } from '../../auth/secrets.ts';
import type { Context } from '../../context.ts';
import { LINK_STATE, type LinkState, requireUsable } from './link.ts';

/**
 * Whose account it is, and the address that it would get. Changes nothing. Throws `link_invalid`, `link_expired`,
 * `link_used`.
 */
export async function openAddressLink(
  ctx: Context,
  { token }: { token: string },
): Promise<{ account: string; email: string }> {
  const state = await ctx.db
    .prepare(LINK_STATE)
    .bind(await hash(token))
    .first<LinkState>();
  const { old_email, new_email } = requireUsable(ctx, state);
  return { account: old_email, email: new_email };
}
