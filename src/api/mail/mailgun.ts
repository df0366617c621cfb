/** Mailgun's HTTP API: https://documentation.mailgun.com/docs/mailgun/api-reference/send/mailgun/messages */
import type { Sender } from './sender.ts';

/** Milliseconds. Somebody is waiting for the page. */
const TIMEOUT = 10_000;

export const sendByMailgun: Sender = async ({ settings }, mail) => {
  const { mailgun, mailFrom } = settings;
  if (!mailgun) {
    throw new Error('MAIL_SENDER is mailgun; set MAILGUN_API_KEY and MAILGUN_DOMAIN.');
  }
  const body = new FormData();
  const fields = { from: mailFrom, ...mail, 'o:tracking': 'no' } as const;
  // Tracking would send a click by way of Mailgun, and the token with it.
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  const path = `/v3/${encodeURIComponent(mailgun.domain)}/messages`;
  const response = await fetch(mailgun.baseUrl.replace(/\/+$/, '') + path, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`api:${mailgun.apiKey}`)}` },
    body,
    signal: AbortSignal.timeout(TIMEOUT),
  });
  const answer = await response.text();
  if (!response.ok) {
    throw new Error(`Mailgun answered ${response.status}: ${answer.slice(0, 500)}`);
  }
};
