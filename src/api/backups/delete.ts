/** Deletes one backup. */
import type { Context } from '../context.ts';
import { readOwned } from '../db/owned.ts';
import { backupKey } from './bucket.ts';
import { noSuchBackup } from './download.ts';

/** Throws `not_found` where the user has no such backup, whoever else may have it. */
export async function deleteBackup(ctx: Context, { id }: { id: string }): Promise<{ id: string }> {
  await readOwned(ctx, []);
  const key = backupKey(ctx, id);
  if (!(await ctx.r2.head(key))) throw noSuchBackup(id);
  await ctx.r2.delete(key);
  return { id };
}
