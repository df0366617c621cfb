/** The development mailbox: keeps mail in KV instead of sending it. In a local build only. */
import type { Mail, Sender } from '../api/mail/sender.ts';

const PREFIX = 'dev-mail:';
const KEPT_SECONDS = 86_400;
/** The newest ones; the page is for reading, not for keeping. */
const SHOWN = 100;
/** Past every date, so that keys made with what is left until then sort the newest first. */
const FAR = 10_000_000_000_000;

export interface DeliveredMail extends Mail {
  /** The first link in the text, the token in it, and the six digits; empty where there is none. */
  link: string;
  token: string;
  code: string;
  /** Unix ms. */
  sent_at: number;
}

export const deliver: Sender = async ({ kv, now }, mail) => {
  const link = /https?:\/\/\S+/.exec(mail.text)?.[0] ?? '';
  const token = (link && new URL(link).searchParams.get('token')) || '';
  const code = /^\d{3} \d{3}$/m.exec(mail.text)?.[0].replace(' ', '') ?? '';
  const delivered: DeliveredMail = { ...mail, link, token, code, sent_at: now() };
  const key = `${PREFIX}${FAR - delivered.sent_at}:${crypto.randomUUID()}`;
  const options = { expirationTtl: KEPT_SECONDS, metadata: { to: mail.to } };
  await kv.put(key, JSON.stringify(delivered), options);
};

/** What was delivered, to `address` or to anyone, newest first. */
export async function readMailbox(
  kv: KVNamespace,
  address: string | null,
): Promise<DeliveredMail[]> {
  const wanted = address?.trim().toLowerCase();
  const { keys } = await kv.list<{ to: string }>({ prefix: PREFIX });
  const shown = keys.filter(({ metadata }) => !wanted || metadata?.to === wanted).slice(0, SHOWN);
  const mails = await Promise.all(shown.map(({ name }) => kv.get<DeliveredMail>(name, 'json')));
  return mails.filter((mail) => mail !== null);
}
