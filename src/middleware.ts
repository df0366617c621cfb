/** Who is asking, a request id, and the headers that every answer carries. */
import { defineMiddleware } from 'astro:middleware';

export const onRequest = defineMiddleware(async (astro, next) => {
  if (astro.isPrerendered) return next();
  // Imported here, since static pages are rendered by Node, which has no `cloudflare:workers`.
  const { authenticate } = await import('./api/auth/authenticate.ts');
  const { secureHeaders } = await import('./api/headers.ts');
  // Set already where the page that failed hands over to the 500 page: both are one request.
  astro.locals.requestId ??= crypto.randomUUID();
  const { identity, refusal } = await authenticate(astro.request);
  astro.locals.identity = identity;
  astro.locals.refusal = refusal;
  return secureHeaders(await next(), astro.locals.requestId, astro.url);
});
