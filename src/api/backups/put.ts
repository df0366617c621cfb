/** Storing a backup so that it is there whole, or not at all. */
import type { Described } from '../../lib/backups/headers.ts';
import { SamediError } from '../../lib/errors.ts';
import type { DeviceContext } from '../context.ts';
import { backupKey, metadataOf } from './bucket.ts';

interface Incoming {
  body: ReadableStream<Uint8Array>;
  /** Bytes. */
  length: number;
  /** SHA-256, base64. */
  digest: string;
  described: Described;
}

/**
 * R2 stores an object in one step, when all of it has come and has this digest; until then the one before it stays.
 * Throws `digest_mismatch` and `upload_cut`.
 */
export async function putVerified(
  ctx: DeviceContext,
  key: string,
  incoming: Incoming,
): Promise<void> {
  const { body, length, digest, described } = incoming;
  // R2 has to know the length beforehand, and a body that turns out shorter or longer is an error.
  const whole = new FixedLengthStream(length);
  // Where the body breaks off, so does what R2 reads: one error is enough.
  body.pipeTo(whole.writable).catch(() => {});
  try {
    await ctx.r2.put(key, whole.readable, {
      sha256: Uint8Array.from(atob(digest), (char) => char.charCodeAt(0)),
      httpMetadata: {
        contentType: described.encrypted ? 'application/octet-stream' : 'application/gzip',
      },
      customMetadata: metadataOf(described),
    });
  } catch (cause) {
    const code = r2CodeOf(cause);
    if (code === BAD_DIGEST) throw digestMismatch(cause);
    throw code === null ? uploadCut(cause) : cause;
  }
}

/** https://developers.cloudflare.com/r2/api/error-codes/ */
const BAD_DIGEST = '10037';

/** R2's own errors end with their number; null for any other, which then came from the body. */
function r2CodeOf(cause: unknown): string | null {
  return cause instanceof Error ? (/\((\d{5})\)$/.exec(cause.message)?.[1] ?? null) : null;
}

function digestMismatch(cause: unknown): SamediError {
  return new SamediError('digest_mismatch', 'What arrived is not what the digest says.', {
    next: 'Nothing was stored. Send it again.',
    cause,
  });
}

function uploadCut(cause: unknown): SamediError {
  return new SamediError('upload_cut', 'The backup did not arrive whole.', {
    next: 'Nothing was stored. Send it again.',
    cause,
  });
}

/** Keeps a copy as the week's, where that has none: the week's first stays, whatever comes later. */
export async function keepFirstOfWeek(
  ctx: DeviceContext,
  daily: string,
  weekly: string,
): Promise<void> {
  if (await ctx.r2.head(backupKey(ctx, weekly))) return;
  const object = await ctx.r2.get(backupKey(ctx, daily));
  // Deleted meanwhile, which is as if it had not been made.
  if (!object) return;
  const { httpMetadata = {}, customMetadata = {}, checksums } = object;
  await ctx.r2.put(backupKey(ctx, weekly), object.body, {
    ...(checksums.sha256 && { sha256: checksums.sha256 }),
    httpMetadata,
    customMetadata,
    // Of two uploads at once, one becomes the week's.
    onlyIf: { etagDoesNotMatch: '*' },
  });
}
