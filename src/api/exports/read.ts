/** `GET /api/exports/:name`: a file as it was written. */
import { SamediError } from '../../lib/errors.ts';
import { exportKindOf } from '../../lib/export/names.ts';
import type { DeviceContext } from '../context.ts';
import { requireSignedIn } from '../db/owned.ts';
import { exportKey, exportTypes } from './names.ts';

/** Streams it. Throws `not_found` where the learner has no such export, whoever else may. */
export async function readExport(
  ctx: DeviceContext,
  { name }: { name: string },
): Promise<Response> {
  const account = await requireSignedIn(ctx);
  const kind = exportKindOf(name);
  const object = kind && (await ctx.r2.get(exportKey(account.id, name)));
  if (!kind || !object) {
    throw new SamediError('not_found', `There is no export ${name.slice(0, 100)}.`, {
      next: 'POST /api/exports makes one, and answers with its name.',
    });
  }
  return new Response(object.body, {
    headers: {
      'content-type': exportTypes[kind],
      'content-length': String(object.size),
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  });
}
