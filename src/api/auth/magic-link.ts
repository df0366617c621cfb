/** POST /api/auth/magic-link and the form on /login: sends a sign-in link. */
import type { MagicLinkRequest, MagicLinkResponse } from '../../lib/wire/auth.ts';
import type { Context } from '../context.ts';
import { send } from '../mail/mail.ts';
import { signInMail } from '../mail/sign-in-mail.ts';
import { askingByAddress, askingByNetwork, requireAllowed } from './attempts.ts';
import { signPollToken } from './identity.ts';
import { codeHash, LINK_LIVES, storeLink } from './links.ts';
import { hash, randomCode, randomToken } from './secrets.ts';

const POLL_INTERVAL_SECONDS = 2;

/**
 * Mails a link to the address. Whether it has an account is not looked up, so nothing here can tell: a user comes to
 * be when a link is redeemed. Throws `rate_limited` and `mail_failed`.
 */
export async function magicLink(ctx: Context, input: MagicLinkRequest): Promise<MagicLinkResponse> {
  const { email, client } = input;
  await requireAllowed(
    ctx,
    [askingByAddress(email), ...askingByNetwork(ctx)],
    'Too many sign-in links were asked for.',
  );
  const token = randomToken();
  const terminal = client === 'cli' ? await terminalSecrets(ctx) : null;
  await storeLink(ctx, {
    hash: await hash(token),
    email,
    client,
    device_name: input.device_name ?? null,
    created_at: ctx.now(),
    code_hash: terminal && (await codeHash(token, terminal.code)),
    poll_hash: terminal && (await hash(terminal.poll_token)),
  });
  await send(ctx, signInMail({ email, client, token, appUrl: ctx.settings.appUrl }));
  return {
    message: `A sign-in link is on its way to ${email}. It works once, for 15 minutes.`,
    expires_in_seconds: LINK_LIVES / 1000,
    ...terminal,
  };
}

async function terminalSecrets(ctx: Context) {
  return {
    code: randomCode(),
    poll_token: await signPollToken(ctx.now() + LINK_LIVES, ctx.settings),
    poll_interval_seconds: POLL_INTERVAL_SECONDS,
  };
}
