/** Mail, and the one way out for it. `MAIL_SENDER` says by whom. */
import { SamediError } from '../../lib/errors.ts';
import type { Context } from '../context.ts';
import { logError } from '../log.ts';
import { sendByCloudflare } from './cloudflare.ts';
import { countMail } from './count.ts';
import { sendByMailgun } from './mailgun.ts';
import type { Mail, Sender } from './sender.ts';

/** Sends, and waits until the mail was taken. Throws `mail_failed`, and `mails_used_up` where no more may be sent. */
export async function send(ctx: Context, mail: Mail): Promise<void> {
  await countMail(ctx);
  try {
    await (await senderFor(ctx.settings.mailSender))(ctx, mail);
  } catch (error) {
    throw new SamediError('mail_failed', 'The mail could not be sent.', {
      next: 'Try again in a minute.',
      cause: withoutAddress(error, mail.to),
    });
  }
}

/** Sends what only tells something: where that fails, what was done stays done, and the failure is logged. */
export async function notify(ctx: Context, mail: Mail): Promise<void> {
  try {
    await send(ctx, mail);
  } catch (error) {
    logError('notice_failed', { request_id: ctx.requestId }, error);
  }
}

async function senderFor(name: Context['settings']['mailSender']): Promise<Sender> {
  if (name === 'cloudflare') return sendByCloudflare;
  if (name === 'mailgun') return sendByMailgun;
  // biome-ignore lint/style/noRestrictedImports: a constant of the build; one for deployment leaves this out.
  if (__LOCAL_BUILD__) return (await import('../../dev/mailbox.ts')).deliver;
  throw new Error('This build has no mailbox; set MAIL_SENDER to cloudflare or mailgun.');
}

/** Mail services repeat the address in what they complain about; it must not reach the log. */
function withoutAddress(error: unknown, address: string): Error {
  const message = error instanceof Error ? error.message : String(error);
  return new Error(message.replaceAll(new RegExp(RegExp.escape(address), 'gi'), '[address]'));
}
