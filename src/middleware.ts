/** Who is asking, a request id, and the headers that every answer carries. */
import { defineMiddleware } from 'astro:middleware';
import { authenticate } from './api/auth/authenticate.ts';
import { secureHeaders } from './api/headers.ts';

export const onRequest = defineMiddleware(async (astro, next) => {
  if (astro.isPrerendered) return next();
  astro.locals.requestId = crypto.randomUUID();
  const { identity, refusal } = await authenticate(astro.request);
  astro.locals.identity = identity;
  astro.locals.refusal = refusal;
  return secureHeaders(await next(), astro.locals.requestId, astro.url);
});
