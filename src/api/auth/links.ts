/** Sign-in links, as they are stored: in KV, under the hash of their token. See docs/decisions/030-sign-in-links.md. */
import type { Context } from '../context.ts';
import { WINDOW } from './attempts.ts';
import type { Identity } from './identity.ts';
import { linkExpired, linkInvalid } from './link-errors.ts';
import { hash, keyedHash } from './secrets.ts';

/** Milliseconds for which a link can be redeemed. */
export const LINK_LIVES = WINDOW;

/** Seconds for which an expired link is remembered, so that a late click hears "expired" instead of "not valid". */
const REMEMBERED_SECONDS = 86_400;

export interface Link {
  hash: string;
  email: string;
  /** What it signs in. */
  client: 'browser' | 'cli';
  /** What the one who asked calls their device, who may be a stranger; null where they did not say. */
  device_name: string | null;
  /** Unix ms. */
  created_at: number;
  /** Of the six digits that the mail carries; for `mailCodeHash`. */
  mail_code_hash: string;
  /** For a browser: the hash of what it holds in its cookie, and the page that it asked for first. */
  browser_hash: string | null;
  next: string;
  /** The device that asked, where it was signed in: it may stay the one that it is. */
  again: Identity | null;
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

/** The link of a token, which may be used up. Throws what `findLinkByHash` does. */
export async function findLink(ctx: Context, token: string): Promise<Link> {
  return findLinkByHash(ctx, await hash(token));
}

/** Throws `link_invalid` for an unknown one, `link_expired` after 15 minutes. */
export async function findLinkByHash(ctx: Context, linkHash: string): Promise<Link> {
  const link = await ctx.kv.get<Link>(kvKey(linkHash), 'json');
  if (!link) throw linkInvalid();
  if (ctx.now() >= link.created_at + LINK_LIVES) throw linkExpired(link.client);
  return link;
}

function kvKey(linkHash: string): string {
  return `magic:${linkHash}`;
}
