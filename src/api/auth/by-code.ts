/** Signing in by the mail's six digits alone, typed in where the link was asked for. */
import { SamediError } from '../../lib/errors.ts';
import type { CodeRequest, SignedIn } from '../../lib/wire/auth.ts';
import type { VisitorContext } from '../context.ts';
import type { Asked } from './asked.ts';
import { guesses, requireAllowed, tryingByNetwork } from './attempts.ts';
import { mailCodeHash, requireCode } from './codes.ts';
import { findLinkByHash, type Link } from './links.ts';
import { linkOfPollToken } from './poll.ts';
import type { About } from './redeem.ts';
import { hash } from './secrets.ts';
import { signDeviceIn, type Verified } from './sign-device-in.ts';

interface Typed extends About {
  code: string;
}

/**
 * The form on /login. Throws `link_invalid` where this browser asked for no link, and what `verify` does.
 */
export async function browserByCode(
  ctx: VisitorContext,
  asked: Asked | null,
  typed: Typed,
): Promise<Verified> {
  return byCode(ctx, await askedLink(ctx, asked), typed);
}

/** POST /api/auth/code: for the terminal that asked, by what it polls with. Throws as `browserByCode` does. */
export async function terminalByCode(ctx: VisitorContext, input: CodeRequest): Promise<SignedIn> {
  const linkHash = await linkOfPollToken(ctx, input.poll_token);
  return (await byCode(ctx, await findLinkByHash(ctx, linkHash), input)).signedIn;
}

/** The newest link that this browser asked for. Throws `link_invalid` and `link_expired`. */
export async function askedLink(ctx: VisitorContext, asked: Asked | null): Promise<Link> {
  const link = asked && (await findLinkByHash(ctx, asked.linkHash));
  if (link && link.browser_hash === (await hash(asked.nonce))) return link;
  throw new SamediError('link_invalid', 'This browser did not ask for a link lately.', {
    next: 'Ask for one, and type in the code of that mail.',
  });
}

async function byCode(
  ctx: VisitorContext,
  link: Link,
  { code, ...about }: Typed,
): Promise<Verified> {
  await requireAllowed(ctx, tryingByNetwork(ctx), 'Too many codes were tried from here.');
  await requireCode(ctx, link, {
    typed: code,
    hashOf: (typed) => mailCodeHash(ctx, link.hash, typed),
    stored: link.mail_code_hash,
    limits: guesses(link.hash, link.email),
    whose: 'of the newest mail',
  });
  return signDeviceIn(ctx, link, about);
}
