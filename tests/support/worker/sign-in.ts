/** Asking for links and reading the mail, for the tests of sign-in. */
import { env } from 'cloudflare:workers';
import { askOnPage } from '../../../src/api/auth/ask-on-page.ts';
import { magicLink } from '../../../src/api/auth/magic-link.ts';
import { hash } from '../../../src/api/auth/secrets.ts';
import { verify } from '../../../src/api/auth/verify.ts';
import type { VisitorContext } from '../../../src/api/context.ts';
import { type DeliveredMail, readMailbox } from '../../../src/dev/mailbox.ts';
import type { MagicLinkResponse } from '../../../src/lib/wire/auth.ts';
import { contextAs, NOW } from './world.ts';

export const ADA = 'ada@example.org';
export const MINUTE = 60_000;
/** Milliseconds for which a link works. */
export const LIFE = 15 * MINUTE;

/** A stranger, at `ms` after the tests' fixed time. */
export function strangerAt(ms = 0, overrides: Partial<VisitorContext> = {}): VisitorContext {
  return { ...contextAs(null, { now: () => NOW + ms }), ...overrides };
}

/** The newest mail with a link to sign in, or to confirm something. */
export async function newestMail(email = ADA): Promise<DeliveredMail> {
  const mail = (await readMailbox(env.KV, email)).find(({ token }) => token !== '');
  if (!mail) throw new Error(`no mail to ${email}`);
  return mail;
}

/** What the tests' browser holds. */
const NONCE = 'n'.repeat(43);

/** Asks in the tests' browser; what it then holds. */
export function askHere(email = ADA, ctx = strangerAt(), next = '/') {
  return askOnPage(ctx, { email, next, device_name: 'Firefox on Linux', nonce: NONCE });
}

/** The token of a link that was asked for in the tests' browser. */
export async function browserLink(email = ADA, ctx = strangerAt()): Promise<string> {
  await askHere(email, ctx);
  return (await newestMail(email)).token;
}

/** `verify`, by the button in the tests' browser. */
export async function verifyHere(ctx: VisitorContext, input: Parameters<typeof verify>[1]) {
  return verify(ctx, { browser_hash: await hash(NONCE), ...input });
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
