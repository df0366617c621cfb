/** What a browser holds that asked for a link: a cookie with a nonce of its own, and the hash of its newest link. */
import { cookie, cookieValue } from './cookie.ts';
import { LINK_LIVES } from './links.ts';
import { hash, randomToken } from './secrets.ts';

const NAME = 'samedi-asked';

export interface Asked {
  nonce: string;
  linkHash: string;
}

/** Null where the browser asked for none lately. */
export function askedIn(request: Request): Asked | null {
  const value = cookieValue(request, NAME) ?? '';
  const [, nonce, linkHash] = /^([\w-]{43})\.([0-9a-f]{64})$/.exec(value) ?? [];
  return nonce && linkHash ? { nonce, linkHash } : null;
}

/** The nonce stays the same from one link to the next: all that were mailed work in the browser that asked. */
export function nonceFor(request: Request): string {
  return askedIn(request)?.nonce ?? randomToken();
}

/** What a link stores of the browser that asked for it, and that it compares with; null where that is unknown. */
export async function browserHash(request: Request): Promise<string | null> {
  const asked = askedIn(request);
  return asked && hash(asked.nonce);
}

export function askedCookie({ nonce, linkHash }: Asked, url: URL): string {
  return cookie(NAME, url, `${nonce}.${linkHash}`, LINK_LIVES / 1000);
}

/** For the answer that ends the asking. */
export function noLongerAsked(url: URL): string {
  return cookie(NAME, url, '', 0);
}
