/** Large bodies, as they come: memory holds a piece of one at a time. */
import { Readable } from 'node:stream';
import type { z } from 'zod';
import { answerInvalid } from './answers.ts';
import { ask, open, type Server } from './requests.ts';

/** The answer's bytes. Throws like `post`, at once or, where the answer is cut, on the way. */
export async function download(server: Server, path: string): Promise<AsyncIterable<Uint8Array>> {
  const response = await open(server, path);
  return pieces(response, server.endpoint);
}

/** The body of an answer that was opened. Throws `server_answer_invalid` where it is cut. */
export async function* pieces(response: Response, endpoint: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of response.body ?? []) yield piece;
  } catch (cause) {
    throw answerInvalid(endpoint, 'it was cut off', cause);
  }
}

export interface Upload {
  body: AsyncIterable<Uint8Array>;
  /** Bytes of the body. */
  length: number;
  headers: Record<string, string>;
}

/** Puts a body at `path`, for as long as it moves; answers and throws like `post`. */
export function put<Schema extends z.ZodType>(
  server: Server,
  path: string,
  { body, length, headers }: Upload,
  schema: Schema,
): Promise<z.output<Schema>> {
  const patience = new Patience();
  // Node sends a stream; the types that the code shares with the browser do not know that.
  const init = {
    method: 'PUT',
    headers: { ...headers, 'content-length': String(length) },
    body: Readable.from(patience.watching(body)),
    duplex: 'half',
    signal: patience.signal,
  };
  return ask(server, path, init as unknown as RequestInit, schema).finally(() => patience.end());
}

/** How long a body may stand still, in milliseconds. */
const STALLED_MS = 60_000;

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
