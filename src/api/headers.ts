/** Headers on every rendered answer; static files get theirs from `public/_headers`. */

/** For answers that Astro gives no policy: endpoints, redirects. They have nothing to load. */
const NOTHING = "default-src 'none'; base-uri 'none'";
/** Only here: in a meta tag, which is where static pages carry their policy, browsers refuse it with an error. */
const FRAMED_BY_NOBODY = "frame-ancestors 'none'";

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
  headers.set('content-security-policy', [...policyOf(response), FRAMED_BY_NOBODY].join('; '));
  if (!headers.has('cache-control')) headers.set('cache-control', 'private, no-store');
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}

function policyOf({ headers, status, body }: Response): string[] {
  // An empty "not found" becomes the static page with these headers; that page has its policy in a meta tag.
  if (status === 404 && body === null) return [];
  return [headers.get('content-security-policy')?.replace(/;\s*$/, '') ?? NOTHING];
}
