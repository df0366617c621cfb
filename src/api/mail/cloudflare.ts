/** Cloudflare's Email Service, by a `send_email` binding (Workers only: Pages refuses the binding). */
import type { Sender } from './sender.ts';

export const sendByCloudflare: Sender = async ({ settings }, { to, subject, text, html }) => {
  if (!settings.sendEmail) {
    throw new Error('MAIL_SENDER is cloudflare, but there is no binding SEND_EMAIL.');
  }
  await settings.sendEmail.send({ from: mailbox(settings.mailFrom), to, subject, text, html });
};

/** `Name <address>`, or an address alone, in the form that the binding takes. */
function mailbox(from: string): string | EmailAddress {
  const [, name, email] = /^\s*(.*?)\s*<([^<>]+)>\s*$/.exec(from) ?? [];
  return name && email ? { name: name.replaceAll('"', ''), email } : (email ?? from.trim());
}
