/** Calls an endpoint as the site does: the request is authenticated first, as by the middleware. */
import type { APIContext, APIRoute } from 'astro';
import { authenticate } from '../../../src/api/auth/authenticate.ts';
import { noCost } from '../../../src/api/metering.ts';

export async function call(
  route: APIRoute,
  request: Request,
  params: Record<string, string> = {},
): Promise<Response> {
  const locals = { requestId: 'test-request', cost: noCost(), ...(await authenticate(request)) };
  const astro = { request, url: new URL(request.url), params, locals };
  return route(astro as APIContext);
}

const ORIGIN = 'http://localhost:8788';

/** How a device shows who it is: a terminal by its token, a browser by its cookie, from a page of this site. */
export const credentials = {
  bearer: (token: string) => ({ authorization: `Bearer ${token}` }),
  cookie: (token: string) => ({ cookie: `samedi=${token}`, 'sec-fetch-site': 'same-origin' }),
} as const;

/** A request without a body. */
export function bare(method: string, path: string, headers: Record<string, string> = {}): Request {
  return new Request(ORIGIN + path, { method, headers });
}

export function post(
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
  origin = ORIGIN,
): Request {
  return new Request(origin + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}
