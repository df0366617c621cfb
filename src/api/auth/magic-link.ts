/** POST /api/auth/magic-link: sends a sign-in link. */
import type { MagicLinkRequest, MagicLinkResponse } from '../../lib/wire/auth.ts';
import type { VisitorContext } from '../context.ts';
import { LINK_LIVES } from './links.ts';
import { mailLink } from './mail-link.ts';

const POLL_INTERVAL_SECONDS = 2;

/** A browser's link that was asked for here knows no browser: it wants the mail's code wherever it is used. */
export async function magicLink(
  ctx: VisitorContext,
  input: MagicLinkRequest,
): Promise<MagicLinkResponse> {
  const { terminal } = await mailLink(ctx, {
    email: input.email,
    client: input.client,
    device_name: input.device_name ?? null,
    browser_hash: null,
    next: '/',
  });
  return {
    message: `A sign-in link is on its way to ${input.email}. It works once, for 15 minutes.`,
    expires_in_seconds: LINK_LIVES / 1000,
    ...(terminal && { ...terminal, poll_interval_seconds: POLL_INTERVAL_SECONDS }),
  };
}
