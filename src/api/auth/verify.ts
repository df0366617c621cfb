/** POST /api/auth/verify and the button on /auth/verify: redeems a sign-in link. */
import { SamediError } from '../../lib/errors.ts';
import type { SignedIn, VerifyRequest } from '../../lib/wire/auth.ts';
import type { Context } from '../context.ts';
import { attempt, CODE_TRIES, codeTries, requireAllowed, tryingByNetwork } from './attempts.ts';
import { signToken } from './identity.ts';
import { codeHash, findLink, type Link, linkClosed, linkUsed } from './links.ts';
import { redeem } from './redeem.ts';

interface Verified {
  /** What the link was for: a browser, or a terminal that waits for it. */
  client: Link['client'];
  signedIn: SignedIn;
}

/**
 * Spends the link and signs a new device in; makes the user where the address is new.
 *
 * A terminal's link takes two ways. With the code, the terminal that waits gets the device when it polls. Without,
 * the token was pasted, and only the one who pasted it is signed in: who has the mail but not the code may never
 * let in a terminal that somebody else has started.
 *
 * Throws `rate_limited`, `link_invalid`, `link_expired`, `link_used`, `code_wrong`.
 */
export async function verify(ctx: Context, input: VerifyRequest): Promise<Verified> {
  await requireAllowed(ctx, tryingByNetwork(ctx), 'Too many sign-in links were tried from here.');
  const link = await findLink(ctx, input.token);
  const poll_hash = input.code === undefined ? null : await admit(ctx, link, input);
  const device = await redeem(ctx, { ...link, poll_hash }, input);
  if (!device) throw linkUsed(link.client);
  const token = await signToken(device, link.client, ctx.now(), ctx.settings);
  const { userId: user_id, deviceId: device_id } = device;
  return { client: link.client, signedIn: { token, device_id, user_id, email: link.email } };
}

/**
 * Who the redeemed device is handed to: the poll token's hash where the code is right. A browser's link has no code.
 */
async function admit(ctx: Context, link: Link, input: VerifyRequest): Promise<string | null> {
  if (link.client === 'browser' || link.poll_hash === null) return null;
  const { allowed, used } = await attempt(ctx, [codeTries(link.poll_hash)]);
  if (!allowed) throw linkClosed();
  if ((await codeHash(input.token, input.code ?? '')) === link.code_hash) return link.poll_hash;
  if (used >= CODE_TRIES) throw linkClosed();
  const left = CODE_TRIES - used;
  throw new SamediError('code_wrong', 'This is not the code that the terminal shows.', {
    next: `Look again and retype it. ${left === 1 ? 'One try is' : `${left} tries are`} left.`,
  });
}
