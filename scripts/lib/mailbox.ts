/** Reads the development mailbox of a running site. */
import { setTimeout as delay } from 'node:timers/promises';

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** The sign-in link. */
  link: string;
  /** The token in it, and the six digits of the mail. */
  token: string;
  code: string;
  /** Unix ms. */
  sent_at: number;
}

/** All mail to `address`, newest first. */
export async function mailFor(url: string, address: string): Promise<Mail[]> {
  const response = await fetch(`${url}/dev/mailbox.json?to=${encodeURIComponent(address)}`);
  if (!response.ok) throw new Error(`The mailbox at ${url} answered ${response.status}.`);
  return (await response.json()) as Mail[];
}

/** The newest mail to `address` with a token: others only tell something. Throws where there is none. */
export async function newestMail(url: string, address: string): Promise<Mail> {
  const mail = (await mailFor(url, address)).find(({ token }) => token !== '');
  if (!mail) throw new Error(`No mail to ${address} in the mailbox.`);
  return mail;
}

/** The next such mail to `address`: one that is sent from now on. Waits `withinMs` for it, 20,000 by default. */
export async function nextMail(url: string, address: string, withinMs = 20_000): Promise<Mail> {
  const from = Date.now();
  while (Date.now() < from + withinMs) {
    const mail = (await mailFor(url, address)).find(
      ({ token, sent_at }) => token !== '' && sent_at >= from,
    );
    if (mail) return mail;
    await delay(50);
  }
  throw new Error(`No mail to ${address} came within ${withinMs / 1000} s.`);
}
