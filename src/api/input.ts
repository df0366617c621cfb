/** What was sent, as a verb may have it. */
import type { z } from 'zod';
import { SamediError } from '../lib/errors.ts';
import { digestIn } from '../lib/wire/digest-field.ts';
import { sha256Base64 } from './digests.ts';

/**
 * The body as text, unpacked where it is gzip. Throws `body_too_large` as soon as it is, packed or not and however it
 * is sent; `digest_mismatch` where it is not what its `Content-Digest` says; and `invalid_input` for bytes that are no
 * UTF-8, which would else be stored as other ones.
 */
export async function readBody(request: Request, maxBytes: number): Promise<string> {
  const { headers, body } = request;
  const encoding = headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity';
  if (encoding !== 'gzip' && encoding !== 'identity') throw unknownEncoding(encoding);
  if (Number(headers.get('content-length')) > maxBytes) throw tooLarge(maxBytes);
  const sent = body ? await bytesOf(body, maxBytes) : new Uint8Array();
  await checkDigest(headers.get('content-digest'), sent);
  const bytes = encoding === 'gzip' ? await unpacked(sent, maxBytes) : sent;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    const next = 'Send text as UTF-8.';
    throw new SamediError('invalid_input', 'The body is not UTF-8.', { next, cause });
  }
}

async function unpacked(gzip: Uint8Array, maxBytes: number): Promise<Uint8Array> {
  const stream = new Response(gzip as Uint8Array<ArrayBuffer>).body!;
  try {
    return await bytesOf(stream.pipeThrough(new DecompressionStream('gzip')), maxBytes);
  } catch (cause) {
    if (cause instanceof SamediError) throw cause;
    const next = 'Check for a cut-off body, or send it without content-encoding.';
    throw new SamediError('invalid_input', 'The body is not gzip.', { next, cause });
  }
}

async function bytesOf(body: ReadableStream<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.byteLength;
    if (length > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(length);
  let place = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, place);
    place += chunk.byteLength;
  }
  return bytes;
}

/** A digest by another algorithm is none that we can check, and passes (RFC 9530, 2). */
async function checkDigest(header: string | null, sent: Uint8Array): Promise<void> {
  const claimed = digestIn(header);
  if (claimed === null || claimed === (await sha256Base64(sent))) return;
  throw new SamediError('digest_mismatch', 'The body is not what was sent: its digest differs.', {
    next: 'Send it again.',
  });
}

function tooLarge(maxBytes: number): SamediError {
  return new SamediError('body_too_large', `The request is larger than ${maxBytes} bytes.`, {
    next: 'Send it in smaller parts.',
  });
}

function unknownEncoding(encoding: string): SamediError {
  const what = `A body cannot come as ${encoding.slice(0, 20)}.`;
  return new SamediError('unsupported_media_type', what, { next: 'Send it plain, or as gzip.' });
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SamediError('invalid_json', 'The body is not JSON.', {
      next: 'Check for a cut-off body or a missing quote.',
      cause,
    });
  }
}

/** `raw` as the schema describes it. Throws `invalid_input`, naming each field that is wrong. */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  raw: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.slice(0, 10).map(describeIssue);
  throw new SamediError('invalid_input', `The request is not as expected: ${issues[0]}.`, {
    next: 'The API is described at /docs/api.',
    issues,
  });
}

export function describeIssue(issue: z.core.$ZodIssue): string {
  return issue.path.length > 0 ? `${issue.path.join('.')}: ${issue.message}` : issue.message;
}
