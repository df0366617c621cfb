/** Signs in the way a CLI does, by the real API. */
import { SignedIn } from '../../src/lib/wire/auth.ts';
import { newestMail } from './mail.ts';

interface Options {
  /** What the list of devices calls it; `test` by default. */
  deviceName?: string;
}

/** A new device of `email`, by a link that was asked for, read in the mailbox, and redeemed. */
export async function signIn(
  url: string,
  email: string,
  { deviceName = 'test' }: Options = {},
): Promise<SignedIn> {
  await post(url, '/api/auth/magic-link', { email, client: 'cli', device_name: deviceName });
  const { token } = await newestMail(url, email);
  return SignedIn.parse(await post(url, '/api/auth/verify', { token, device_name: deviceName }));
}

async function post(url: string, path: string, body: unknown): Promise<unknown> {
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`POST ${path} answered ${response.status}: ${text}`);
  return JSON.parse(text);
}
