/** Deletes one backup. */
import type { DeviceContext } from '../context.ts';
import { requireSignedIn } from '../db/owned.ts';
import { backupKey } from './bucket.ts';
import { noSuchBackup } from './download.ts';

/** Throws `not_found` where the user has no such backup, whoever else may have it. */
export async function deleteBackup(
  ctx: DeviceContext,
  { id }: { id: string },
): Promise<{ id: string }> {
  await requireSignedIn(ctx);
  const key = backupKey(ctx, id);
  if (!(await ctx.r2.head(key))) throw noSuchBackup(id);
  await ctx.r2.delete(key);
  return { id };
}
