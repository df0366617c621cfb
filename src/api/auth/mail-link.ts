/** Makes a sign-in link and mails it. */
import type { Context, VisitorContext } from '../context.ts';
import { send } from '../mail/mail.ts';
import { noAccountMail, signInMail } from '../mail/sign-in-mail.ts';
import { askingByAddress, askingByNetwork, requireAllowed } from './attempts.ts';
import { mailCodeHash, terminalCodeHash } from './codes.ts';
import { signPollToken } from './identity.ts';
import { LINK_LIVES, type Link, storeLink } from './links.ts';
import { hash, randomCode, randomDigits, randomToken } from './secrets.ts';
import { mayEnter } from './sign-up.ts';

type Asked = Pick<Link, 'email' | 'client' | 'device_name' | 'browser_hash' | 'next'>;

interface Mailed {
  linkHash: string;
  /** What a terminal shows and waits with; null for a browser. */
  terminal: { code: string; poll_token: string } | null;
}

/**
 * The same is done, and answered, for each address: only the mail tells its reader that there is no account, where
 * none may be made. A user comes to be when a link is redeemed. Throws `rate_limited`, `mail_failed` and
 * `mails_used_up`.
 */
export async function mailLink(ctx: VisitorContext, asked: Asked): Promise<Mailed> {
  const { email, client } = asked;
  await requireAllowed(
    ctx,
    [askingByAddress(email, client), ...askingByNetwork(ctx)],
    'Too many sign-in links were asked for. Those in the mail still work.',
  );
  const [token, mailCode] = [randomToken(), randomDigits()];
  const linkHash = await hash(token);
  const terminal = client === 'cli' ? await terminalSecrets(ctx, linkHash) : null;
  await storeLink(ctx, {
    ...asked,
    hash: linkHash,
    created_at: ctx.now(),
    again: ctx.identity,
    mail_code_hash: await mailCodeHash(ctx, linkHash, mailCode),
    code_hash: terminal && (await terminalCodeHash(token, terminal.code)),
    poll_hash: terminal && (await hash(terminal.poll_token)),
  });
  const { appUrl } = ctx.settings;
  await send(
    ctx,
    (await mayEnter(ctx, email))
      ? signInMail({ email, client, token, code: mailCode, appUrl })
      : noAccountMail({ email, appUrl }),
  );
  return { linkHash, terminal };
}

async function terminalSecrets(ctx: Context, linkHash: string) {
  return {
    code: randomCode(),
    poll_token: await signPollToken(linkHash, ctx.now() + LINK_LIVES, ctx.settings),
  };
}
