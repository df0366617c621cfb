/** One backup, as a stream. */
import { contentsHeader } from '../../lib/backups/headers.ts';
import { SamediError } from '../../lib/errors.ts';
import { digestHeader } from '../../lib/wire/digest-field.ts';
import type { DeviceContext } from '../context.ts';
import { requireSignedIn } from '../db/owned.ts';
import { backupKey, describedIn } from './bucket.ts';

/** Throws `not_found` where the user has no such backup, whoever else may have it. */
export async function downloadBackup(
  ctx: DeviceContext,
  { id }: { id: string },
): Promise<Response> {
  await requireSignedIn(ctx);
  const object = await ctx.r2.get(backupKey(ctx, id));
  if (!object) throw noSuchBackup(id);
  const described = describedIn(object);
  const name = `samedi-${id.split('/')[1]}.tar.gz${described.encrypted ? '.age' : ''}`;
  return new Response(object.body, {
    headers: {
      'content-type': object.httpMetadata?.contentType ?? 'application/octet-stream',
      'content-length': String(object.size),
      'content-disposition': `attachment; filename="${name}"`,
      'samedi-contents': contentsHeader(described),
      'repr-digest': digestHeader(sha256Of(object)),
      // Nothing on the way may pack it: the digest and the length are of these bytes.
      'cache-control': 'private, no-store, no-transform',
    },
  });
}

/** Base64. Throws for an object that was not stored with one, which `put.ts` never does. */
function sha256Of({ key, checksums }: R2Object): string {
  if (!checksums.sha256) throw new Error(`${key} has no SHA-256`);
  return btoa(String.fromCharCode(...new Uint8Array(checksums.sha256)));
}

export function noSuchBackup(id: string): SamediError {
  return new SamediError('not_found', `There is no backup ${id}.`, {
    next: 'Those that there are: samedi backup list',
  });
}
