/** Whether a page's visitor is signed in, by a device that was not revoked since. */
import { SamediError } from '../../lib/errors.ts';
import type { Context } from '../context.ts';
import { readOwned } from '../db/owned.ts';

export async function isSignedIn(ctx: Context): Promise<boolean> {
  if (!ctx.identity) return false;
  try {
    await readOwned(ctx, []);
    return true;
  } catch (error) {
    if (error instanceof SamediError && error.code === 'device_revoked') return false;
    throw error;
  }
}
