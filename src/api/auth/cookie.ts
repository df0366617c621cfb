/** The browser's sign-in cookie. */
import { tokenSeconds } from './identity.ts';

/**
 * The cookie's name. `__Host-` binds it to https and this host (RFC 6265bis, 4.1.3.2), so that no neighbouring host
 * can plant one; plain http, on localhost, can't have it.
 */
export function cookieName(url: URL): string {
  return url.protocol === 'https:' ? '__Host-samedi' : 'samedi';
}

export function signInCookie(token: string, url: URL): string {
  return cookie(url, token, tokenSeconds.browser);
}

/** For the answer that ends a browser's sign-in: the cookie goes, and the dashboard kept for offline with it. */
export function signOutHeaders(url: URL): Record<string, string> {
  return { 'set-cookie': cookie(url, '', 0), 'clear-site-data': '"storage"' };
}

function cookie(url: URL, value: string, maxAgeSeconds: number): string {
  const secure = url.protocol === 'https:' ? '; Secure' : '';
  return `${cookieName(url)}=${value}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure}`;
}
