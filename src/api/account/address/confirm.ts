/** The button on /auth/address: changes the address, once. */
import { SamediError } from '../../../lib/errors.ts';
import { requireAllowed, tryingByNetwork } from '../../auth/attempts.ts';
import { LINK_LIVES } from '../../auth/links.ts';
import { hash } from '../../auth/secrets.ts';
import type { Context } from '../../context.ts';
import { LINK_STATE, type LinkState, requireUsable } from './link.ts';

/**
 * Flips the link in one conditional statement, and the address with it, in one transaction. Throws what
 * `openAddressLink` does, `rate_limited`, and `already_exists` where the address has an account of its own by then: who
 * has its link may know.
 */
export async function confirmAddress(
  ctx: Context,
  { token }: { token: string },
): Promise<{ email: string }> {
  await requireAllowed(ctx, tryingByNetwork(ctx), 'Too many links were tried from here.');
  const linkHash = await hash(token);
  const now = ctx.now();
  const [before, flipped] = await ctx.db.batch<LinkState>([
    ctx.db.prepare(LINK_STATE).bind(linkHash),
    ctx.db
      .prepare(
        `UPDATE email_changes SET used_at = ?2 WHERE link_hash = ?1 AND used_at IS NULL AND created_at > ?3
           AND EXISTS (SELECT 1 FROM (${LINK_STATE}) WHERE unchanged AND NOT taken)
         RETURNING new_email`,
      )
      .bind(linkHash, now, now - LINK_LIVES),
    ctx.db
      .prepare(
        `UPDATE users SET email = c.new_email FROM email_changes c
         WHERE c.link_hash = ?1 AND c.used_at = ?2 AND users.id = c.user_id AND users.email = c.old_email`,
      )
      .bind(linkHash, now),
  ]);
  const done = flipped!.results[0];
  if (done) return { email: done.new_email };
  const state = requireUsable(ctx, before!.results[0] ?? null);
  throw new SamediError('already_exists', `${state.new_email} has an account of its own.`, {
    next: 'Sign in to it and delete it first, or choose another address.',
  });
}
