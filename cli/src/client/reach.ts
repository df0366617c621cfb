/** The way to a server, or why there is none, in words. */
import { SamediError } from '../../../src/lib/errors.ts';

/** By Node's codes, https://nodejs.org/api/errors.html#common-system-errors; others stay. */
const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing answers at that address',
  ECONNRESET: 'the connection was cut',
  EHOSTUNREACH: 'there is no way to it',
  ENETUNREACH: 'there is no network',
  ENOTFOUND: 'no server has that name, or there is no network',
  EAI_AGAIN: 'its name cannot be looked up now, or there is no network',
  ETIMEDOUT: 'it took too long',
  UND_ERR_CONNECT_TIMEOUT: 'it took too long',
  UND_ERR_SOCKET: 'the connection was cut',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak https; its address may begin with http://',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'it does not speak https; its address may begin with http://',
};

/** The answer's beginning. Throws `offline` where there is none. */
export async function reach(endpoint: string, path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(endpoint + path, init);
  } catch (cause) {
    throw new SamediError('offline', `${endpoint} cannot be reached: ${reasonOf(cause)}.`, {
      next: 'Check the connection and try again; what you did is stored here and waits.',
      cause,
    });
  }
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  if (cause.name === 'TimeoutError') return 'it took too long';
  const inner = cause.cause as { code?: string; message?: string } | undefined;
  const known = reasons[inner?.code ?? ''];
  const told = inner?.message || inner?.code || cause.message;
  return known ?? told.replace(/\s+/g, ' ').trim();
}
