/** From a request's credentials to an identity. */
import { SamediError } from '../../lib/errors.ts';
import { serverSettings } from '../context.ts';
import { cookieNames } from './cookie.ts';
import { type Identity, verifyToken } from './identity.ts';

interface Authentication {
  identity: Identity | null;
  /** Set where a token was sent and is not accepted. */
  refusal: SamediError | null;
}

/** A CLI sends `Authorization: Bearer`; a browser its cookie. Nothing sent is nobody, and no error. */
export async function authenticate(request: Request): Promise<Authentication> {
  const token = bearerToken(request) ?? cookieToken(request);
  if (token === null) return { identity: null, refusal: null };
  try {
    return { identity: await verifyToken(token, Date.now(), serverSettings()), refusal: null };
  } catch (error) {
    if (error instanceof SamediError) return { identity: null, refusal: error };
    throw error;
  }
}

function bearerToken(request: Request): string | null {
  return /^Bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? null;
}

function cookieToken(request: Request): string | null {
  const header = request.headers.get('cookie') ?? '';
  for (const part of header.split(/; */)) {
    const at = part.indexOf('=');
    if (at > 0 && cookieNames.includes(part.slice(0, at))) return part.slice(at + 1);
  }
  return null;
}
