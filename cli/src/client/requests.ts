/** The server, as the CLI speaks to it: JSON over HTTP, every failure an error with a code. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { z } from 'zod';
import { SamediError } from '../../../src/lib/errors.ts';
import { digestHeader, digestIn } from '../../../src/lib/wire/digest-field.ts';
import { answerInvalid, problemIn, readAnswer } from './answers.ts';
import { reach } from './reach.ts';
import { sendPatiently } from './waits.ts';

const TIMEOUT_MS = 30_000;
/** For what may be large. */
const LONG_TIMEOUT_MS = 600_000;

export interface Server {
  endpoint: string;
  token?: string;
}

/**
 * Posts `body` and returns the answer as `schema` describes it. Throws `offline`, `server_error`,
 * `server_answer_invalid`, or the code that the server gave.
 */
export function post<Schema extends z.ZodType>(
  server: Server,
  path: string,
  body: unknown,
  schema: Schema,
): Promise<z.output<Schema>> {
  return ask(server, path, { method: 'POST', ...packed(JSON.stringify(body)) }, schema);
}

/** Characters below which packing saves nothing. */
const PACKED_FROM = 1_000;

/** A JSON body as it travels, with the digest of its bytes (RFC 9530). */
function packed(json: string): Pick<RequestInit, 'headers' | 'body'> {
  const isLarge = json.length >= PACKED_FROM;
  const body = isLarge ? gzipSync(json) : Buffer.from(json);
  const headers = {
    'content-type': 'application/json',
    'content-digest': digestHeader(sha256(body)),
    ...(isLarge && { 'content-encoding': 'gzip' }),
  };
  return { headers, body: new Uint8Array(body) };
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('base64');

/** Reads, with `query` behind the path. Answers and throws like `post`. */
export function get<Schema extends z.ZodType>(
  server: Server,
  path: string,
  query: Record<string, string>,
  schema: Schema,
): Promise<z.output<Schema>> {
  return ask(server, `${path}?${new URLSearchParams(query)}`, {}, schema);
}

/** Deletes what is at `path`. Answers and throws like `post`. */
export function remove<Schema extends z.ZodType>(
  server: Server,
  path: string,
  schema: Schema,
): Promise<z.output<Schema>> {
  // Without a content type the server takes it for a form, which only its own pages may send.
  const headers = { 'content-type': 'application/json' };
  return ask(server, path, { method: 'DELETE', headers }, schema);
}

/** Reads a text, of any length; throws like `post`. */
export function getText(server: Server, path: string): Promise<string> {
  return answerText(server, path, { signal: AbortSignal.timeout(LONG_TIMEOUT_MS) });
}

/** An answer that is not read yet: it begins within 30 seconds. Throws like `post`. */
export async function open(server: Server, path: string): Promise<Response> {
  const { response } = await sendPatiently(null, async () => {
    const over = new AbortController();
    const timer = setTimeout(() => over.abort(new DOMException('', 'TimeoutError')), TIMEOUT_MS);
    const request = requestOf(server, { signal: over.signal });
    const begun = reach(server.endpoint, path, request).finally(() => clearTimeout(timer));
    return { response: await begun };
  });
  if (response.ok) return response;
  throw problemIn(await response.text(), response, server.endpoint);
}

/** Sends any request, for 30 seconds unless `init` has a signal. Answers and throws like `post`. */
export async function ask<Schema extends z.ZodType>(
  server: Server,
  path: string,
  init: RequestInit,
  schema: Schema,
): Promise<z.output<Schema>> {
  return readAnswer(server.endpoint, await answerText(server, path, init), schema);
}

/** The text of an answer that is no refusal. */
async function answerText(server: Server, path: string, init: RequestInit): Promise<string> {
  const { endpoint } = server;
  const { response, text } = await sendPatiently(init.body, () => {
    const timed = { signal: AbortSignal.timeout(TIMEOUT_MS), ...init };
    return send(endpoint, path, requestOf(server, timed));
  });
  if (!response.ok) throw problemIn(text, response, endpoint);
  return text;
}

function requestOf({ token }: Server, init: RequestInit): RequestInit {
  return {
    ...init,
    // A redirect would carry the token to an address that nobody chose.
    redirect: 'manual',
    headers: {
      ...init.headers,
      accept: 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
    },
  };
}

async function send(endpoint: string, path: string, init: RequestInit) {
  const response = await reach(endpoint, path, init);
  try {
    const bytes = Buffer.from(await response.arrayBuffer());
    const claimed = digestIn(response.headers.get('unencoded-digest'));
    if (claimed !== null && claimed !== sha256(bytes)) throw changed(endpoint);
    return { response, text: bytes.toString() };
  } catch (cause) {
    if (cause instanceof SamediError) throw cause;
    throw answerInvalid(endpoint, 'it was cut off', cause);
  }
}

function changed(endpoint: string): SamediError {
  return new SamediError(
    'server_answer_invalid',
    `The answer of ${endpoint} was changed on the way: it is not what its digest says.`,
    {
      next: 'Try again. If it stays so, something between here and the server changes what passes.',
    },
  );
}
