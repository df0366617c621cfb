/** Calls an endpoint as the site does: the request is authenticated first, as by the middleware. */
import type { APIContext, APIRoute } from 'astro';
import { authenticate } from '../../src/api/auth/authenticate.ts';
import { noCost } from '../../src/api/metering.ts';

export async function call(route: APIRoute, request: Request): Promise<Response> {
  const locals = { requestId: 'test-request', cost: noCost(), ...(await authenticate(request)) };
  const astro = { request, url: new URL(request.url), params: {}, locals };
  return route(astro as APIContext);
}

export function post(
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
  origin = 'http://localhost:8788',
): Request {
  return new Request(origin + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}
