/** The browser's sign-in cookie. */
import { tokenSeconds } from './identity.ts';

/** `__Host-` binds the cookie to https and this host (RFC 6265bis); plain http on localhost can't have it. */
const SECURE = '__Host-samedi';
const PLAIN = 'samedi';

export const cookieNames: readonly string[] = [SECURE, PLAIN];

export function signInCookie(token: string, url: URL): string {
  return cookie(url, token, tokenSeconds.browser);
}

export function signOutCookie(url: URL): string {
  return cookie(url, '', 0);
}

function cookie(url: URL, value: string, maxAgeSeconds: number): string {
  const secure = url.protocol === 'https:';
  const name = secure ? SECURE : PLAIN;
  return `${name}=${value}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}
