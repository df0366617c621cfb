/** What the development mailbox holds. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** The sign-in link. */
  link: string;
  /** The token to paste at a CLI's prompt. */
  token: string;
}

/** All mail to `address`, newest first. */
export async function mailFor(url: string, address: string): Promise<Mail[]> {
  const response = await fetch(`${url}/dev/mailbox.json?to=${encodeURIComponent(address)}`);
  if (!response.ok) throw new Error(`The mailbox answered ${response.status}.`);
  return (await response.json()) as Mail[];
}

/** The newest mail to `address`. Throws where there is none. */
export async function newestMail(url: string, address: string): Promise<Mail> {
  const [mail] = await mailFor(url, address);
  if (!mail) throw new Error(`No mail to ${address} in the mailbox.`);
  return mail;
}
