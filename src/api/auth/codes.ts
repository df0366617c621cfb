/** The codes that go with a link: what is stored of them, and how often they can be tried. */
import { SamediError } from '../../lib/errors.ts';
import type { Context } from '../context.ts';
import { rowsOf, statement } from '../db/batch.ts';
import { attempt, bucketOf, CODE_TRIES, codeTries, type Limit } from './attempts.ts';
import { linkClosed } from './link-errors.ts';
import type { Link } from './links.ts';
import { hash, keyedHash, plainCode } from './secrets.ts';

/** A terminal's code. The token in it has 256 bits, so the few of the code can't be tried out on the hash. */
export function terminalCodeHash(token: string, code: string): Promise<string> {
  return hash(`${token}:${plainCode(code)}`);
}

/** The mail's six digits. Who has no token types them, too, so the key is what keeps them from being tried out. */
export function mailCodeHash(ctx: Context, linkHash: string, code: string): Promise<string> {
  return keyedHash(ctx.settings.jwtSecret, `mail-code:${linkHash}:${plainCode(code)}`);
}

interface Wanted {
  typed: string;
  hashOf: (typed: string) => Promise<string>;
  stored: string | null;
  /** The first one is the link's own. */
  limits: readonly Limit[];
  /** Where the right one is to be found. */
  whose: string;
}

/**
 * Counts the try, then compares, so that the limits are exact also for many at once. Nothing typed is no try: a scanner
 * that presses the button closes no link. Throws `code_wrong` with the tries that are left, `link_expired` after the
 * last, `rate_limited` where a day's number for the address is used up.
 */
export async function requireCode(ctx: Context, link: Link, wanted: Wanted): Promise<void> {
  const { typed, hashOf, stored, limits, whose } = wanted;
  if (plainCode(typed) === '') {
    throw new SamediError('code_wrong', 'The code is missing.', {
      next: `It is the one ${whose}.`,
    });
  }
  const { allowed, used, retryAfterSeconds } = await attempt(ctx, limits);
  if (!allowed && used < CODE_TRIES) {
    throw new SamediError('rate_limited', 'Too many codes were typed in for this address.', {
      next: 'Open the link in the mail instead.',
      retryAfterSeconds,
    });
  }
  if (!allowed) throw linkClosed(link.client);
  if ((await hashOf(typed)) === stored) return;
  const left = CODE_TRIES - used;
  if (left <= 0) throw linkClosed(link.client);
  throw new SamediError('code_wrong', `This is not the code ${whose}.`, {
    next: `Look again and retype it. ${left === 1 ? 'One try is' : `${left} tries are`} left.`,
  });
}

/** For who uses the link without a code: codes that were wrong five times closed it for its token, too. */
export async function requireOpen(ctx: Context, link: Link): Promise<void> {
  if ((await triesOf(ctx, link.hash)) >= CODE_TRIES) throw linkClosed(link.client);
}

/** How many codes were typed in by who has the link. */
export async function triesOf(ctx: Context, linkHash: string): Promise<number> {
  const [row] = await rowsOf(await triesStatement(ctx, linkHash));
  return row!.used;
}

export async function triesStatement(ctx: Context, linkHash: string) {
  return statement<{ used: number }>(
    ctx.db,
    'SELECT count(*) AS used FROM attempts WHERE bucket = ?1',
    await bucketOf(ctx, codeTries(linkHash).name),
  );
}
