/** Cookies, and the one that a browser is signed in by. */
import { tokenSeconds } from './identity.ts';

const SIGN_IN = 'samedi';

export function signInCookie(token: string, url: URL): string {
  return cookie(SIGN_IN, url, token, tokenSeconds.browser);
}

/** The token in a request's cookie; null where there is none. */
export function cookieToken(request: Request): string | null {
  return cookieValue(request, SIGN_IN);
}

/** For the answer that ends a browser's sign-in: the cookie goes, and the dashboard kept for offline with it. */
export function signOutHeaders(url: URL): Record<string, string> {
  return { 'set-cookie': cookie(SIGN_IN, url, '', 0), 'clear-site-data': '"storage"' };
}

export function cookieValue(request: Request, name: string): string | null {
  const whole = wholeName(name, new URL(request.url));
  const cookies = request.headers.get('cookie') ?? '';
  const own = cookies.split(/; */).find((each) => each.startsWith(`${whole}=`));
  return own?.slice(whole.length + 1) || null;
}

/** A `Set-Cookie` for this host alone, unseen by scripts. */
export function cookie(name: string, url: URL, value: string, maxAgeSeconds: number): string {
  const secure = url.protocol === 'https:' ? '; Secure' : '';
  return `${wholeName(name, url)}=${value}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure}`;
}

/**
 * `__Host-` binds a cookie to https and this host (RFC 6265bis, 4.1.3.2), so that no neighbouring host can plant one;
 * plain http, on localhost, can't have it.
 */
function wholeName(name: string, url: URL): string {
  return url.protocol === 'https:' ? `__Host-${name}` : name;
}
