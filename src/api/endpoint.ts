/** The HTTP adapter: a route names a verb and its input; authentication, parsing and errors happen here. */
import type { APIContext, APIRoute } from 'astro';
import type { z } from 'zod';
import { SamediError } from '../lib/errors.ts';
import { limits } from '../lib/limits.ts';
import { type Callable, callVerb } from './callable.ts';
import { contextFor, requireDevice } from './context.ts';
import { parseInput, parseJson, readBody } from './input.ts';
import { problemResponse, toSamediError } from './problem.ts';

type Route<Schema extends z.ZodType, Output> = Callable<z.output<Schema>, Output> & {
  /** Where the input comes from, where it is not the JSON body (or, for GET and DELETE, query and path). */
  from?: (astro: APIContext) => unknown;
  /** What the input must look like. */
  input: Schema;
  /** How the outcome is answered; as JSON where not given. A `Response` from the verb passes as it is. */
  respond?: (output: Output, astro: APIContext) => Response | Promise<Response>;
};

/** A JSON endpoint around a verb. */
export function endpoint<Schema extends z.ZodType, Output>(route: Route<Schema, Output>): APIRoute {
  return async (astro) => {
    const { requestId } = astro.locals;
    try {
      const ctx = contextFor({ request: astro.request, ...astro.locals });
      const { refusal } = astro.locals;
      // What a stranger may ask, one with an expired token may too; another site's page may ask for nothing.
      if (refusal && (route.access === 'device' || refusal.code === 'origin_forbidden'))
        throw refusal;
      if (route.access === 'device') requireDevice(ctx);
      const raw = route.from ? route.from(astro) : await rawInput(astro);
      const output = await callVerb(route, ctx, parseInput(route.input, raw));
      if (output instanceof Response) return output;
      return (await route.respond?.(output, astro)) ?? jsonResponse(output);
    } catch (thrown) {
      return problemResponse(toSamediError(thrown, requestId), requestId);
    }
  };
}

/**
 * For every method that a path has no handler of its own for: HEAD is answered as GET is, without a body, which Astro
 * leaves out; any other is 405, with those that there are (RFC 9110, 9.3.2 and 15.5.6).
 */
export function onlyMethods(handlers: Readonly<Record<string, APIRoute>>): APIRoute {
  const { GET } = handlers;
  const methods = Object.keys(handlers).flatMap((method) =>
    method === 'GET' ? ['GET', 'HEAD'] : [method],
  );
  return (astro) => {
    const { locals, request } = astro;
    if (GET && request.method === 'HEAD') return GET(astro);
    const error = new SamediError('method_not_allowed', `${request.method} is not possible here.`, {
      next: `Use ${methods.join(' or ')}.`,
    });
    const response = problemResponse(error, locals.requestId);
    response.headers.set('allow', methods.join(', '));
    return response;
  };
}

export function jsonResponse(output: unknown, status = 200): Response {
  return Response.json(output, { status, headers: { 'cache-control': 'no-store' } });
}

async function rawInput(astro: APIContext): Promise<unknown> {
  const { request, url, params } = astro;
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'DELETE') {
    return { ...Object.fromEntries(url.searchParams), ...params };
  }
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json *(;|$)/i.test(type)) {
    throw new SamediError('unsupported_media_type', 'The body must be JSON.', {
      next: 'Send the header content-type: application/json.',
    });
  }
  return parseJson(await readBody(request, limits.requestBytes));
}
