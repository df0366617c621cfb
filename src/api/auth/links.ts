/** Sign-in links, as they are stored: in D1, under the hash of their token. See docs/decisions/030-sign-in-links.md. */
import type { Context } from '../context.ts';
import { batch, rowsOf, statement } from '../db/batch.ts';
import { columns, sql } from '../db/rows.ts';
import { WINDOW } from './attempts.ts';
import type { Identity } from './identity.ts';
import { linkExpired, linkInvalid } from './link-errors.ts';
import { hash, keyedHash } from './secrets.ts';

/** Milliseconds for which a link can be redeemed. */
export const LINK_LIVES = WINDOW;

/** Milliseconds for which a link is remembered, so that a late click hears "expired" instead of "not valid". */
const REMEMBERED = LINK_LIVES + 86_400_000;

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

/** Stores it, and forgets those of which nothing is to be said any more. One trip. */
export async function storeLink({ db, settings, now }: Context, link: Link): Promise<void> {
  const address = await addressHash(settings.jwtSecret, link.email);
  await batch(db, {
    forgotten: statement(
      db,
      'DELETE FROM sign_in_links WHERE created_at <= ?1',
      now() - REMEMBERED,
    ),
    stored: statement(
      db,
      'INSERT INTO sign_in_links (hash, address, created_at, link) VALUES (?1, ?2, ?3, ?4)',
      link.hash,
      address,
      link.created_at,
      JSON.stringify(link),
    ),
  });
}

/** Deletes the links to an address. */
export async function forgetLinks({ db, settings }: Context, email: string): Promise<void> {
  const { jwtSecret, jwtSecretPrevious } = settings;
  const [address, previous] = await Promise.all(
    [jwtSecret, jwtSecretPrevious ?? jwtSecret].map((secret) => addressHash(secret, email)),
  );
  await rowsOf(
    statement(db, 'DELETE FROM sign_in_links WHERE address IN (?1, ?2)', address, previous),
  );
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
  const [found] = await rowsOf(
    statement(
      ctx.db,
      sql`SELECT ${columns('sign_in_links', 'link')} FROM sign_in_links WHERE hash = ?1`,
      linkHash,
    ),
  );
  if (!found) throw linkInvalid();
  const link = JSON.parse(found.link) as Link;
  if (ctx.now() >= link.created_at + LINK_LIVES) throw linkExpired(link.client);
  return link;
}
