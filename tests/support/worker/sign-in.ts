/** Asking for links and reading the mail, for the tests of sign-in. */
import { env } from 'cloudflare:workers';
import { magicLink } from '../../../src/api/auth/magic-link.ts';
import type { Context } from '../../../src/api/context.ts';
import { type DeliveredMail, readMailbox } from '../../../src/dev/mailbox.ts';
import type { MagicLinkResponse } from '../../../src/lib/wire/auth.ts';
import { contextAs, NOW } from './world.ts';

export const ADA = 'ada@example.org';
export const MINUTE = 60_000;
/** Milliseconds for which a link works. */
export const LIFE = 15 * MINUTE;

/** A stranger, at `ms` after the tests' fixed time. */
export function strangerAt(ms = 0, overrides: Partial<Context> = {}): Context {
  return contextAs(null, { now: () => NOW + ms, ...overrides });
}

export async function newestMail(email = ADA): Promise<DeliveredMail> {
  const [mail] = await readMailbox(env.KV, email);
  if (!mail) throw new Error(`no mail to ${email}`);
  return mail;
}

export async function browserLink(email = ADA, ctx = strangerAt()): Promise<string> {
  await magicLink(ctx, { email, client: 'browser' });
  return (await newestMail(email)).token;
}

interface TerminalLink extends Required<MagicLinkResponse> {
  token: string;
}

export async function terminalLink(email = ADA, ctx = strangerAt()): Promise<TerminalLink> {
  const answer = await magicLink(ctx, { email, client: 'cli', device_name: 'laptop' });
  return { ...(answer as Required<MagicLinkResponse>), token: (await newestMail(email)).token };
}

export async function rowsOf<Row = Record<string, unknown>>(table: string): Promise<Row[]> {
  return (await env.DB.prepare(`SELECT * FROM ${table}`).all<Row>()).results;
}
