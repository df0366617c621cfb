/** From a request's credentials to an identity. */
import { SamediError } from '../../lib/errors.ts';
import { serverSettings } from '../context.ts';
import { cookieToken } from './cookie.ts';
import { type Identity, verifyToken } from './identity.ts';

interface Authentication {
  identity: Identity | null;
  /** Set where a token was sent and is not accepted. */
  refusal: SamediError | null;
}

/** A CLI sends `Authorization: Bearer`; a browser its cookie. Nothing sent is nobody, and no error. */
export async function authenticate(request: Request): Promise<Authentication> {
  const bearer = bearerToken(request);
  const token = bearer ?? cookieToken(request);
  if (token === null) return { identity: null, refusal: null };
  if (bearer === null && !mayUseCookie(request))
    return { identity: null, refusal: foreignOrigin() };
  try {
    return { identity: await verifyToken(token, Date.now(), serverSettings()), refusal: null };
  } catch (error) {
    if (error instanceof SamediError) return { identity: null, refusal: error };
    throw error;
  }
}

/**
 * A browser sends the cookie along with whatever any page of this site's neighbours (`SameSite` knows sites, not
 * hosts) makes it ask for. Only this site's own pages may change something with it.
 */
function mayUseCookie(request: Request): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return true;
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin' || site === 'none';
  return request.headers.get('origin') === new URL(request.url).origin;
}

function foreignOrigin(): SamediError {
  return new SamediError('origin_forbidden', 'This request came from another site.', {
    next: 'Do it on a page of this site, or send the token as "Authorization: Bearer".',
  });
}

function bearerToken(request: Request): string | null {
  return /^Bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? null;
}
