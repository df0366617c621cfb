/** Who is asking, a request id, and the headers that every answer carries. */

import { defineMiddleware } from 'astro:middleware';
import { pageBudget } from './lib/text/markdown/budget.ts';

export const onRequest = defineMiddleware(async (astro, next) => {
  if (astro.isPrerendered) return next();
  // Imported here, since static pages are rendered by Node, which has no `cloudflare:workers`.
  const { authenticate } = await import('./api/auth/authenticate.ts');
  const { contextFor, recordMetrics } = await import('./api/context.ts');
  const { secureHeaders } = await import('./api/headers.ts');
  const { noCost, serverTiming } = await import('./api/metering.ts');
  const { underLimit } = await import('./api/rate/under-limit.ts');
  // Set already where the page that failed hands over to the 500 page: both are one request.
  astro.locals.requestId ??= crypto.randomUUID();
  const { identity, refusal } = await authenticate(astro.request);
  astro.locals.identity = identity;
  astro.locals.refusal = refusal;
  astro.locals.cost ??= noCost();
  astro.locals.markdown ??= pageBudget();
  const { request, locals } = astro;
  const again = locals.counted === true;
  locals.counted = true;
  const answer = again
    ? await next()
    : await underLimit(contextFor({ request, ...locals }), request, next);
  const response = secureHeaders(answer, locals.requestId, astro.url);
  recordMetrics(astro.routePattern, response.status, astro.locals.cost);
  if (__LOCAL_BUILD__) response.headers.set('server-timing', serverTiming(astro.locals.cost));
  return response;
});
