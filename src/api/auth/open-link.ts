/** GET /auth/verify: looks at a link without spending it, as mail scanners do. */
import type { Context } from '../context.ts';
import { linkUsed } from './link-errors.ts';
import { findLink, type Link } from './links.ts';
import { isBrowserOf } from './verify.ts';

export interface OpenedLink extends Pick<Link, 'client' | 'email' | 'device_name'> {
  /** Whether it is opened in the browser that asked for it, and needs no code. */
  here: boolean;
}

/** What the link would sign in. Changes nothing. Throws `link_invalid`, `link_expired` and `link_used`. */
export async function openLink(
  ctx: Context,
  { token, browser_hash }: { token: string; browser_hash: string | null },
): Promise<OpenedLink> {
  const link = await findLink(ctx, token);
  const redeemed = await ctx.db
    .prepare('SELECT 1 FROM redemptions WHERE link_hash = ?1')
    .bind(link.hash)
    .first();
  if (redeemed) throw linkUsed(link.client);
  const { client, email, device_name } = link;
  return { client, email, device_name, here: isBrowserOf(link, { browser_hash }) };
}
