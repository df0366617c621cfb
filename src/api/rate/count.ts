/** Counts a user's request: by the platform's binding where there is one, else by one statement. Decision 103. */
import type { DeviceContext } from '../context.ts';
import { rowsOf, statement } from '../db/batch.ts';
import type { RateClass } from './classes.ts';

const MINUTE = 60_000;
/** A column holds the minute and how many were counted in it, as one number. */
const SHIFT = 1_048_576;

export interface Counted {
  allowed: boolean;
  /** How many more are allowed in this minute; null where the binding does not say. */
  remaining: number | null;
  /** Seconds until the count begins anew. */
  resetSeconds: number;
}

/** Exact for many at once: whether there is room is decided by the statement that counts. */
export async function countRequest(
  ctx: DeviceContext,
  rateClass: RateClass,
  max: number,
): Promise<Counted> {
  const { limiters } = ctx.settings;
  const { userId } = ctx.identity;
  const resetSeconds = Math.ceil((MINUTE - (ctx.now() % MINUTE)) / 1000);
  if (limiters) {
    const { success } = await limiters[rateClass].limit({ key: `${rateClass}:${userId}` });
    return { allowed: success, remaining: success ? null : 0, resetSeconds };
  }
  const column = `${rateClass}_requests`;
  const [counted] = await rowsOf(
    statement<{ used: number }>(
      ctx.db,
      `UPDATE users SET ${column} = iif(${column} / ${SHIFT} = ?2, ${column} + 1, ?2 * ${SHIFT} + 1)
       WHERE id = ?1 AND (${column} / ${SHIFT} <> ?2 OR ${column} % ${SHIFT} < ?3)
       RETURNING ${column} % ${SHIFT} AS used`,
      userId,
      Math.floor(ctx.now() / MINUTE),
      max,
    ),
  );
  if (counted) return { allowed: true, remaining: max - counted.used, resetSeconds };
  // A user who is no more is refused by what is asked for, which says why.
  const gone = !(await isThere(ctx));
  return { allowed: gone, remaining: gone ? null : 0, resetSeconds };
}

async function isThere({ db, identity }: DeviceContext): Promise<boolean> {
  const found = await rowsOf(statement(db, 'SELECT 1 FROM users WHERE id = ?1', identity.userId));
  return found.length > 0;
}
