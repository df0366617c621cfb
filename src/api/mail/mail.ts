/** Mail, and the one way out for it. `MAIL_SENDER` says by whom. */
import { SamediError } from '../../lib/errors.ts';
import type { Context } from '../context.ts';
import { sendByCloudflare } from './cloudflare.ts';
import { sendByMailgun } from './mailgun.ts';

export interface Mail {
  /** One address, without a name. */
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** Hands a mail over; rejects where it was not taken. */
export type Sender = (ctx: Pick<Context, 'kv' | 'now' | 'settings'>, mail: Mail) => Promise<void>;

/** Sends, and waits until the mail was taken. Throws `mail_failed`. */
export async function send(ctx: Context, mail: Mail): Promise<void> {
  try {
    await (await senderFor(ctx.settings.mailSender))(ctx, mail);
  } catch (error) {
    throw new SamediError('mail_failed', 'The mail could not be sent.', {
      next: 'Try again in a minute.',
      cause: withoutAddress(error, mail.to),
    });
  }
}

async function senderFor(name: Context['settings']['mailSender']): Promise<Sender> {
  if (name === 'cloudflare') return sendByCloudflare;
  if (name === 'mailgun') return sendByMailgun;
  // A constant of the build: what is behind it is left out of one for deployment.
  if (__LOCAL_BUILD__) return (await import('../../dev/mailbox.ts')).deliver;
  throw new Error('This build has no mailbox; set MAIL_SENDER to cloudflare or mailgun.');
}

/** Mail services repeat the address in what they complain about; it must not reach the log. */
function withoutAddress(error: unknown, address: string): Error {
  const message = error instanceof Error ? error.message : String(error);
  return new Error(message.replaceAll(new RegExp(RegExp.escape(address), 'gi'), '[address]'));
}
