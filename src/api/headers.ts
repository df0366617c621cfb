/** Headers on every rendered answer; static files get theirs from `public/_headers`. */

/** For answers that Astro gives no policy: endpoints, redirects. They have nothing to load. */
const NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'";

export function secureHeaders(response: Response, requestId: string, url: URL): Response {
  const headers = new Headers(response.headers);
  headers.set('x-request-id', requestId);
  headers.set('x-content-type-options', 'nosniff');
  headers.set('x-frame-options', 'DENY');
  headers.set('referrer-policy', 'same-origin');
  headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=()');
  headers.set('cross-origin-opener-policy', 'same-origin');
  if (url.protocol === 'https:') {
    headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains');
  }
  if (!headers.has('content-security-policy')) headers.set('content-security-policy', NOTHING);
  if (!headers.has('cache-control')) headers.set('cache-control', 'private, no-store');
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}
