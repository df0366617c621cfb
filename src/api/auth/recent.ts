/** What matters most wants a sign-in of late: a device that was left open, or a stolen token, is not enough for it. */
import { SamediError } from '../../lib/errors.ts';
import type { Context } from '../context.ts';
import type { Account } from '../db/owned.ts';

/** Milliseconds for which a sign-in is recent. */
export const RECENT = 600_000;

export function isRecent(ctx: Pick<Context, 'now'>, account: Account): boolean {
  return account.device_signed_in_at > ctx.now() - RECENT;
}

/** Throws `sign_in_again`. */
export function requireRecent(ctx: Pick<Context, 'now'>, account: Account): void {
  if (isRecent(ctx, account)) return;
  throw new SamediError('sign_in_again', 'This needs a sign-in of the last ten minutes.', {
    next: `Sign in again, with "samedi login ${account.email}" or at /login?again, and repeat it.`,
  });
}
