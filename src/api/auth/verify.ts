/** POST /api/auth/verify and the form on /auth/verify: redeems a sign-in link by its token. */
import type { VerifyRequest } from '../../lib/wire/auth.ts';
import type { VisitorContext } from '../context.ts';
import { codeTries, requireAllowed, tryingByNetwork } from './attempts.ts';
import { mailCodeHash, requireCode, requireOpen, terminalCodeHash } from './codes.ts';
import { findLink, type Link } from './links.ts';
import { signDeviceIn, type Verified } from './sign-device-in.ts';

interface Verification extends VerifyRequest {
  /** Of the browser that presses the button, where it asked for a link; for `Link.browser_hash`. */
  browser_hash?: string | null;
}

/**
 * Spends the link and signs a new device in; makes the user where the address is new. Throws `rate_limited`,
 * `link_invalid`, `link_expired`, `link_used`, `code_wrong`.
 */
export async function verify(ctx: VisitorContext, input: Verification): Promise<Verified> {
  await requireAllowed(ctx, tryingByNetwork(ctx), 'Too many sign-in links were tried from here.');
  const link = await findLink(ctx, input.token);
  const poll_hash = await admit(ctx, link, input);
  return signDeviceIn(ctx, { ...link, poll_hash }, input);
}

/**
 * Who the redeemed device is handed to: the poll token's hash, where a terminal's code is right; else who asks. A
 * pasted token signs in only the one who pasted it: who has the mail but not the code never lets in a terminal that
 * somebody else started. A browser's link needs its token alone in the browser that asked; elsewhere it may be a mail
 * scanner that presses the button, so there it needs the mail's code, too.
 */
async function admit(ctx: VisitorContext, link: Link, input: Verification): Promise<string | null> {
  const here = link.client === 'browser' ? isBrowserOf(link, input) : input.code === undefined;
  if (here) {
    await requireOpen(ctx, link);
    return null;
  }
  const typed = input.code ?? '';
  const limits = [codeTries(link.hash)];
  if (link.client === 'browser') {
    const hashOf = (code: string) => mailCodeHash(ctx, link.hash, code);
    const whose = 'of the mail with this link';
    await requireCode(ctx, link, { typed, hashOf, stored: link.mail_code_hash, limits, whose });
    return null;
  }
  const hashOf = (code: string) => terminalCodeHash(input.token, code);
  const whose = 'that the terminal shows';
  await requireCode(ctx, link, { typed, hashOf, stored: link.code_hash, limits, whose });
  return link.poll_hash;
}

/** Whether it is the browser that asked for the link. */
export function isBrowserOf(link: Link, { browser_hash }: Pick<Verification, 'browser_hash'>) {
  return Boolean(browser_hash) && browser_hash === link.browser_hash;
}
