/** Exports are kept for a while, not for ever: the records they were made of are still there. */
import { exportKindOf, exportKinds } from '../../lib/export/names.ts';
import type { Context } from '../context.ts';
import { exportKey } from './names.ts';

/** Of each kind. */
const KEPT = 14;

/** Deletes all but the newest days'. */
export async function dropOldExports(ctx: Context, userId: string): Promise<void> {
  const prefix = exportKey(userId, '');
  const { objects } = await ctx.r2.list({ prefix });
  const names = objects.map(({ key }) => key.slice(prefix.length));
  const old = exportKinds.flatMap((kind) =>
    names
      .filter((name) => exportKindOf(name) === kind)
      .sort()
      .slice(0, -KEPT),
  );
  if (old.length > 0) await ctx.r2.delete(old.map((name) => exportKey(userId, name)));
}
