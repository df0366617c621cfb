/** A text of unknown length into R2, with one part of it in memory. */
import type { Text } from './texts.ts';

/**
 * R2 wants 5 MiB at least in each part but the last, and all of them alike:
 * https://developers.cloudflare.com/r2/objects/multipart-objects/
 */
const PART_BYTES = 5 * 1024 * 1024;

export interface Uploaded {
  /** Bytes. */
  size: number;
  records: number;
}

/** Puts the whole text at `key`, or, where that fails, nothing: what was there stays until the last part is in. */
export async function uploadText(
  bucket: R2Bucket,
  key: string,
  text: Text,
  contentType: string,
): Promise<Uploaded> {
  const options = { httpMetadata: { contentType } };
  const parts = partsOf(text);
  const first = await parts.next();
  if (first.done) throw new Error('A text has at least one part.');
  const second = await parts.next();
  if (second.done) {
    await bucket.put(key, first.value, options);
    return second.value;
  }
  const upload = await bucket.createMultipartUpload(key, options);
  try {
    const uploaded: R2UploadedPart[] = [
      await upload.uploadPart(1, first.value),
      await upload.uploadPart(2, second.value),
    ];
    for (;;) {
      const next = await parts.next();
      if (next.done) {
        await upload.complete(uploaded);
        return next.value;
      }
      uploaded.push(await upload.uploadPart(uploaded.length + 1, next.value));
    }
  } catch (error) {
    await upload.abort();
    throw error;
  }
}

/** The text's UTF-8 in parts of `PART_BYTES`, the last one with what is left. At least one, which may be empty. */
async function* partsOf(text: Text): AsyncGenerator<Uint8Array, Uploaded> {
  const encoder = new TextEncoder();
  let part = new Uint8Array(PART_BYTES);
  let filled = 0;
  let size = 0;
  for (;;) {
    const next = await text.next();
    if (next.done) {
      yield part.subarray(0, filled);
      return { size, records: next.value };
    }
    const bytes = encoder.encode(next.value);
    size += bytes.length;
    for (let at = 0; at < bytes.length; ) {
      if (filled === PART_BYTES) {
        yield part;
        part = new Uint8Array(PART_BYTES);
        filled = 0;
      }
      const taken = bytes.subarray(at, at + PART_BYTES - filled);
      part.set(taken, filled);
      filled += taken.length;
      at += taken.length;
    }
  }
}
