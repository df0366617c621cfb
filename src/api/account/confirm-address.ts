/** The button on /auth/address: changes the address, once. */
import { SamediError } from '../../lib/errors.ts';
import { requireRoom, tryingByNetwork } from '../auth/attempts.ts';
import { LINK_LIVES, linkInvalid } from '../auth/links.ts';
import { hash } from '../auth/secrets.ts';
import type { Context } from '../context.ts';

interface LinkState {
  new_email: string;
  created_at: number;
  used_at: number | null;
  taken: 0 | 1;
  /** Whether account, address and the device that asked are still as they were. */
  standing: 0 | 1;
}

const STATE = `SELECT new_email, created_at, used_at,
    EXISTS (SELECT 1 FROM users WHERE email = new_email AND id <> user_id) AS taken,
    EXISTS (SELECT 1 FROM users u JOIN devices d ON d.user_id = u.id WHERE u.id = c.user_id AND u.email = old_email
      AND u.deleting_at IS NULL AND d.id = c.device_id AND d.revoked_at IS NULL) AS standing
  FROM email_changes c WHERE link_hash = ?1`;

/** Looks at a link without spending it. Throws `link_invalid`, `link_expired`, `link_used`. */
export async function openAddressLink(ctx: Context, { token }: { token: string }): Promise<true> {
  const state = await ctx.db
    .prepare(STATE)
    .bind(await hash(token))
    .first<LinkState>();
  requireUsable(ctx, state);
  return true;
}

/**
 * Flips the link in one conditional statement, and the address with it, in one transaction. Throws what
 * `openAddressLink` does, `rate_limited`, and `already_exists` where the address has an account of its own by then: who
 * has its link may know.
 */
export async function confirmAddress(
  ctx: Context,
  { token }: { token: string },
): Promise<{ email: string }> {
  await requireRoom(ctx, tryingByNetwork(ctx), 'Too many links were tried from here.');
  const linkHash = await hash(token);
  const now = ctx.now();
  const [before, flipped] = await ctx.db.batch<LinkState>([
    ctx.db.prepare(STATE).bind(linkHash),
    ctx.db
      .prepare(
        `UPDATE email_changes SET used_at = ?2 WHERE link_hash = ?1 AND used_at IS NULL AND created_at > ?3
           AND EXISTS (SELECT 1 FROM (${STATE}) WHERE standing AND NOT taken)
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

function requireUsable(ctx: Context, state: LinkState | null): LinkState {
  if (!state) throw linkInvalid();
  if (state.used_at !== null) {
    throw new SamediError('link_used', 'The link works once, and it was used already.', { next });
  }
  if (ctx.now() >= state.created_at + LINK_LIVES) {
    throw new SamediError('link_expired', 'The link works for 15 minutes, and they are over.', {
      next,
    });
  }
  if (!state.standing) {
    throw new SamediError('link_invalid', 'The device that asked for this was signed out.', {
      next,
    });
  }
  return state;
}

const next = 'Ask for a new one at /settings.';
