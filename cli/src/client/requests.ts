/** The server, as the CLI speaks to it: JSON over HTTP, every failure an error with a code. */
import { Readable } from 'node:stream';
import type { z } from 'zod';
import { type ErrorCode, errorCodes, SamediError } from '../../../src/lib/errors.ts';
import { Problem } from '../../../src/lib/wire/problem.ts';
import { reach } from './reach.ts';

const TIMEOUT_MS = 30_000;
/** For what may be large. */
const LONG_TIMEOUT_MS = 600_000;
/** For what may be large and moves: how long it may stand still. */
const STALLED_MS = 60_000;

export interface Server {
  endpoint: string;
  token?: string;
}

/**
 * Posts `body` and returns the answer as `schema` describes it. Throws `offline`, `server_error`, `server_answer_invalid`,
 * or the code that the server gave.
 */
export function post<Schema extends z.ZodType>(
  server: Server,
  path: string,
  body: unknown,
  schema: Schema,
): Promise<z.output<Schema>> {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
  return ask(server, path, init, schema);
}

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
  return answer(server, path, { signal: AbortSignal.timeout(LONG_TIMEOUT_MS) });
}

/** An answer that is not read yet: it has to begin within the time that others have to end. Throws like `post`. */
export async function open(server: Server, path: string): Promise<Response> {
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(new DOMException('', 'TimeoutError')), TIMEOUT_MS);
  const request = requestOf(server, { signal: over.signal });
  const response = await reach(server.endpoint, path, request).finally(() => clearTimeout(timer));
  if (response.ok) return response;
  throw problemIn(parseJson(await response.text()), response, server.endpoint);
}

/** Sends a body of `length` bytes as it comes, for as long as it moves; answers and throws like `post`. */
export function put<Schema extends z.ZodType>(
  server: Server,
  path: string,
  {
    body,
    length,
    headers,
  }: { body: AsyncIterable<Uint8Array>; length: number; headers: Record<string, string> },
  schema: Schema,
): Promise<z.output<Schema>> {
  const patience = new Patience();
  const init = {
    method: 'PUT',
    headers: { ...headers, 'content-length': String(length) },
    body: Readable.from(patience.watching(body)),
    duplex: 'half',
    signal: patience.signal,
  };
  return ask(server, path, init as unknown as RequestInit, schema).finally(() => patience.end());
}

/** Ends what does not move any more, however long the whole of it takes. */
class Patience {
  readonly #over = new AbortController();
  #timer = this.#start();
  readonly signal = this.#over.signal;

  #start() {
    const late = new DOMException('It stopped moving.', 'TimeoutError');
    // What is waited for keeps the process alive; this must not, when that is over.
    return setTimeout(() => this.#over.abort(late), STALLED_MS).unref();
  }

  async *watching(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      clearTimeout(this.#timer);
      this.#timer = this.#start();
      yield chunk;
    }
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

async function ask<Schema extends z.ZodType>(
  server: Server,
  path: string,
  init: RequestInit,
  schema: Schema,
): Promise<z.output<Schema>> {
  const text = await answer(server, path, init);
  const value = parseJson(text);
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const what =
    value === undefined ? 'it is not JSON' : `${issue?.path.join('.')}: ${issue?.message}`;
  throw answerInvalid(server.endpoint, what, parsed.error);
}

/** The text of an answer that is no refusal. */
async function answer(server: Server, path: string, init: RequestInit): Promise<string> {
  const { endpoint } = server;
  const timed = { signal: AbortSignal.timeout(TIMEOUT_MS), ...init };
  const { response, text } = await send(endpoint, path, requestOf(server, timed));
  // A pending sign-in is a problem with a status below 300 (202).
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json');
  if (!response.ok || isProblem) throw problemIn(parseJson(text), response, endpoint);
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
    return { response, text: await response.text() };
  } catch (cause) {
    throw answerInvalid(endpoint, 'it was cut off', cause);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Which no JSON is, so the caller can tell.
  }
}

/** The server's own words where it is Samedi that refused; a plain sentence where something else answered. */
function problemIn(value: unknown, response: Response, endpoint: string): SamediError {
  const problem = Problem.safeParse(value);
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  if (problem.success && isCode(problem.data.code)) {
    const { code, detail, next, request_id } = problem.data;
    const trace = response.status >= 500 && request_id ? ` (request ${request_id})` : '';
    return new SamediError(code === 'internal' ? 'server_error' : code, detail + trace, {
      next,
      ...(Number.isFinite(retryAfter) && { retryAfterSeconds: retryAfter }),
    });
  }
  if (response.status >= 500) {
    return new SamediError('server_error', `${endpoint} answered ${response.status}.`, {
      next: 'Try again in a few minutes; what you did is stored here and waits.',
    });
  }
  return answerInvalid(endpoint, `status ${response.status} without a reason that Samedi knows`);
}

function isCode(code: string): code is ErrorCode {
  return (errorCodes as readonly string[]).includes(code);
}

export function answerInvalid(endpoint: string, what: string, cause?: unknown): SamediError {
  return new SamediError(
    'server_answer_invalid',
    `${endpoint} gave an answer that Samedi cannot use: ${what}.`,
    {
      next: 'Check that the address is right and that no sign-in page of a network answers.',
      cause,
    },
  );
}
