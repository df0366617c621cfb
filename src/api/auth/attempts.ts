/**
 * Limits on asking and trying. One row an attempt, in D1: a limit is exact over the window that ends now, also where
 * many ask at once. See docs/decisions/031-limits-on-sign-in.md.
 */
import { SamediError } from '../../lib/errors.ts';
import type { Context } from '../context.ts';
import { batch, statement } from '../db/batch.ts';
import { networkOf } from './network.ts';
import { keyedHash } from './secrets.ts';

/** Milliseconds over which a limit counts that says nothing else, and for which a sign-in link lives. */
export const WINDOW = 900_000;
/** Milliseconds over which the longest limit counts. */
const DAY = 86_400_000;

export interface Limit {
  /** What is limited, e.g. `ask:email:…`; stored as a keyed hash only. */
  name: string;
  /** Attempts within any time of this length. */
  max: number;
  /** Milliseconds; `WINDOW` where it says nothing. */
  within?: number;
}

/** How often a code can be typed in for one link. */
export const CODE_TRIES = 5;

/** Browsers and terminals apart: who asks for the one keeps nobody from the other. */
export const askingByAddress = (email: string, client: 'browser' | 'cli'): Limit => ({
  name: `ask:${client}:${email}`,
  max: 5,
});
/** Tries by who has the link. */
export const codeTries = (linkHash: string): Limit => ({
  name: `code:${linkHash}`,
  max: CODE_TRIES,
});
/**
 * Tries by who asked for the link and may never have seen the mail. Counted apart from those of the link's holder, so
 * that a stranger's guesses don't close what was mailed; a day's number keeps six digits safe from patience.
 */
export const guesses = (linkHash: string, email: string): Limit[] => [
  { name: `guess:${linkHash}`, max: CODE_TRIES },
  { name: `guess:email:${email}`, max: 30, within: DAY },
];
export const askingByUser = (userId: string): Limit => ({ name: `ask:user:${userId}`, max: 5 });
/** Limits for the network that asks; none where the platform does not say which it is, or where it is this machine. */
export const askingByNetwork = (ctx: Context) => byNetwork(ctx, 'ask', 20);
export const tryingByNetwork = (ctx: Context) => byNetwork(ctx, 'try', 30);

function byNetwork(ctx: Context, what: string, max: number): Limit[] {
  const network = networkOf(ctx.networkAddress);
  return network === null ? [] : [{ name: `${what}:network:${network}`, max }];
}

export interface Attempt {
  /** Whether it was within all limits, and is counted now. */
  allowed: boolean;
  /** Seconds until every limit allows one again; 0 where it is allowed. */
  retryAfterSeconds: number;
  /** Attempts that count against the first of the limits, this one included. */
  used: number;
}

/** Counts an attempt against all of `limits`, or, where one of them is used up, against none. One D1 round trip. */
export async function attempt(ctx: Context, limits: readonly Limit[]): Promise<Attempt> {
  if (limits.length === 0) return { allowed: true, retryAfterSeconds: 0, used: 0 };
  const now = ctx.now();
  const buckets = await Promise.all(
    limits.map(async ({ name, max, within = WINDOW }) => ({
      bucket: await bucketOf(ctx, name),
      max,
      since: now - within,
    })),
  );
  const { noted, counts } = await batch(ctx.db, attemptStatements(ctx, buckets, now));
  const allowed = noted.length > 0;
  const full = allowed ? [] : counts.filter(({ used }, i) => used >= limits[i]!.max);
  const waits = full.map(({ oldest, since }) => Math.ceil(((oldest ?? now) - since) / 1000));
  return { allowed, retryAfterSeconds: Math.max(0, ...waits), used: counts[0]!.used };
}

/** Notes the attempt in all `buckets` or in none, then counts in each, in their order. */
function attemptStatements(
  { db }: Context,
  buckets: { bucket: string; max: number; since: number }[],
  now: number,
) {
  const asked = JSON.stringify(buckets);
  return {
    forgotten: statement(db, 'DELETE FROM attempts WHERE at <= ?1', now - DAY),
    noted: statement(
      db,
      `INSERT INTO attempts (bucket, at, id)
       SELECT value->>'bucket', ?2, ?3 FROM json_each(?1) WHERE NOT EXISTS (
         SELECT 1 FROM json_each(?1) AS a WHERE a.value->>'max' <= (
           SELECT count(*) FROM attempts WHERE bucket = a.value->>'bucket' AND at > a.value->>'since'))
       RETURNING bucket`,
      asked,
      now,
      crypto.randomUUID(),
    ),
    counts: statement<{ used: number; oldest: number | null; since: number }>(
      db,
      `SELECT a.value->>'since' AS since, count(attempts.at) AS used, min(attempts.at) AS oldest
       FROM json_each(?1) AS a LEFT JOIN attempts ON bucket = a.value->>'bucket' AND at > a.value->>'since'
       GROUP BY a.key ORDER BY a.key`,
      asked,
    ),
  };
}

/** `attempt`, for limits that are an error to exceed. Throws `rate_limited` with `sentence`. */
export async function requireAllowed(
  ctx: Context,
  limits: readonly Limit[],
  sentence: string,
): Promise<void> {
  const { allowed, retryAfterSeconds } = await attempt(ctx, limits);
  if (allowed) return;
  const minutes = Math.ceil(retryAfterSeconds / 60);
  throw new SamediError('rate_limited', sentence, {
    next: `Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
    retryAfterSeconds,
  });
}

/** The name under which attempts at `name` are counted. */
export function bucketOf(ctx: Context, name: string): Promise<string> {
  return keyedHash(ctx.settings.jwtSecret, name);
}
