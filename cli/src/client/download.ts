/** Large answers, as they come: memory holds a piece of one at a time. */
import { answerInvalid, open, type Server } from './requests.ts';

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
