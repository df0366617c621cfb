/** Sign-in links, as they are stored: in KV, under the hash of their token. See docs/decisions/030-sign-in-links.md. */
import { SamediError } from '../../lib/errors.ts';
import type { Context } from '../context.ts';
import { WINDOW } from './attempts.ts';
import { hash, keyedHash, plainCode } from './secrets.ts';

/** Milliseconds for which a link can be redeemed. */
export const LINK_LIVES = WINDOW;

/** Seconds for which an expired link is remembered, so that a late click hears "expired" instead of "not valid". */
const REMEMBERED_SECONDS = 86_400;

export interface Link {
  hash: string;
  email: string;
  /** What it signs in. */
  client: 'browser' | 'cli';
  /** What the list of devices will call it; null where the one who asked did not say. */
  device_name: string | null;
  /** Unix ms. */
  created_at: number;
  /** For a terminal: the hash of token and code, and the hash of what it polls with. */
  code_hash: string | null;
  poll_hash: string | null;
}

export async function storeLink(ctx: Context, link: Link): Promise<void> {
  await ctx.kv.put(kvKey(link.hash), JSON.stringify(link), {
    expirationTtl: LINK_LIVES / 1000 + REMEMBERED_SECONDS,
    metadata: { address: await addressHash(ctx.settings.jwtSecret, link.email) },
  });
}

/**
 * Deletes the links to an address. Looks through the list of all, of which there are as many as were asked for in a
 * day: 1,000 at a time, by their metadata.
 */
export async function forgetLinks(ctx: Context, email: string): Promise<void> {
  const { jwtSecret, jwtSecretPrevious } = ctx.settings;
  const hashes = await Promise.all(
    [jwtSecret, jwtSecretPrevious ?? jwtSecret].map((secret) => addressHash(secret, email)),
  );
  let cursor: string | undefined;
  do {
    const found: KVNamespaceListResult<{ address: string } | null> = await ctx.kv.list({
      prefix: kvKey(''),
      ...(cursor && { cursor }),
    });
    for (const { name, metadata } of found.keys) {
      if (metadata && hashes.includes(metadata.address)) await ctx.kv.delete(name);
    }
    cursor = found.list_complete ? undefined : found.cursor;
  } while (cursor);
}

function addressHash(secret: string, email: string): Promise<string> {
  return keyedHash(secret, `link:${email}`);
}

/**
 * The link of a token, which may be used up. Throws `link_invalid` for an unknown one, `link_expired` after 15 minutes.
 */
export async function findLink(ctx: Context, token: string): Promise<Link> {
  const link = await ctx.kv.get<Link>(kvKey(await hash(token)), 'json');
  if (!link) throw linkInvalid();
  if (ctx.now() >= link.created_at + LINK_LIVES) throw linkExpired(link.client);
  return link;
}

/** What is stored of a code. The token in it has 256 bits, so the few of the code can't be tried out on the hash. */
export function codeHash(token: string, code: string): Promise<string> {
  return hash(`${token}:${plainCode(code)}`);
}

export function linkInvalid(): SamediError {
  return new SamediError(
    'link_invalid',
    'This is no sign-in link of ours; part of it may be missing.',
    {
      next: 'Use the whole link from the newest mail, or ask for a new one.',
    },
  );
}

function linkExpired(client: Link['client']): SamediError {
  return new SamediError(
    'link_expired',
    'A sign-in link works for 15 minutes, and they are over.',
    {
      next: askAgain[client],
    },
  );
}

export function linkUsed(client: Link['client']): SamediError {
  return new SamediError('link_used', 'A sign-in link works once, and this one was used already.', {
    next: askAgain[client],
  });
}

/** For a terminal's link only: no other has a code. */
export function linkClosed(): SamediError {
  return new SamediError(
    'link_expired',
    'This sign-in link is closed: the code was wrong 5 times.',
    {
      next: askAgain.cli,
    },
  );
}

const askAgain = {
  browser: 'Ask for a new one.',
  cli: 'Ask for a new one at the terminal: samedi login you@example.com',
} as const;

function kvKey(linkHash: string): string {
  return `magic:${linkHash}`;
}
