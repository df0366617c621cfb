/** Reads the development mailbox of a running site. */
import { setTimeout as delay } from 'node:timers/promises';

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** The sign-in link. */
  link: string;
  /** The token to paste at a CLI's prompt. */
  token: string;
  /** Unix ms. */
  sent_at: number;
}

/** All mail to `address`, newest first. */
export async function mailFor(url: string, address: string): Promise<Mail[]> {
  const response = await fetch(`${url}/dev/mailbox.json?to=${encodeURIComponent(address)}`);
  if (!response.ok) throw new Error(`The mailbox at ${url} answered ${response.status}.`);
  return (await response.json()) as Mail[];
}

/** The newest mail to `address`. Throws where there is none. */
export async function newestMail(url: string, address: string): Promise<Mail> {
  const [mail] = await mailFor(url, address);
  if (!mail) throw new Error(`No mail to ${address} in the mailbox.`);
  return mail;
}

/** The next mail to `address`: one that is sent from now on. Waits `withinMs` for it, 20,000 by default. */
export async function nextMail(url: string, address: string, withinMs = 20_000): Promise<Mail> {
  const from = Date.now();
  while (Date.now() < from + withinMs) {
    const mail = (await mailFor(url, address)).find(({ sent_at }) => sent_at >= from);
    if (mail) return mail;
    await delay(50);
  }
  throw new Error(`No mail to ${address} came within ${withinMs / 1000} s.`);
}
