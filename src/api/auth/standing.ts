/** How a page's visitor stands: by a device that was not revoked since. */
import { SamediError } from '../../lib/errors.ts';
import type { Context } from '../context.ts';
import { readOwned } from '../db/owned.ts';

/** `deleting`: signed in to an account of which a part is deleted, and nothing else can be done with it. */
export type Standing = 'signed-in' | 'deleting' | 'stranger';

export async function standingOf(ctx: Context): Promise<Standing> {
  if (!ctx.identity) return 'stranger';
  try {
    await readOwned(ctx, []);
    return 'signed-in';
  } catch (error) {
    if (error instanceof SamediError && error.code === 'device_revoked') return 'stranger';
    if (error instanceof SamediError && error.code === 'account_deleting') return 'deleting';
    throw error;
  }
}
