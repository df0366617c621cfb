/** The HTTP adapter: a route names a verb and its input; authentication, parsing and errors happen here. */
import type { APIContext, APIRoute } from 'astro';
import type { z } from 'zod';
import { SamediError } from '../lib/errors.ts';
import { limits } from '../lib/limits.ts';
import { contextFor, type DeviceContext, requireDevice, type VisitorContext } from './context.ts';
import { problemResponse, toSamediError } from './problem.ts';

/** A verb, and who may ask: a stranger, too, or a signed-in device alone, whose identity the verb then has. */
export type Access<Input, Output> =
  | { access: 'device'; verb: (ctx: DeviceContext, input: Input) => Promise<Output> }
  | { access: 'anyone'; verb: (ctx: VisitorContext, input: Input) => Promise<Output> };

type Route<Schema extends z.ZodType, Output> = Access<z.output<Schema>, Output> & {
  /** Where the input comes from, where it is not the JSON body (or, for GET and DELETE, query and path). */
  from?: (astro: APIContext) => unknown;
  /** What the input must look like. */
  input: Schema;
  /** How the outcome is answered; as JSON where not given. A `Response` from the verb passes as it is. */
  respond?: (output: Output, astro: APIContext) => Response;
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
      return route.respond?.(output, astro) ?? jsonResponse(output);
    } catch (thrown) {
      return problemResponse(toSamediError(thrown, requestId), requestId);
    }
  };
}

/** Throws `not_signed_in` where a stranger asks what only a device may. */
export function callVerb<Input, Output>(
  { access, verb }: Access<Input, Output>,
  ctx: VisitorContext,
  input: Input,
): Promise<Output> {
  if (access === 'anyone') return verb(ctx, input);
  requireDevice(ctx);
  return verb(ctx, input);
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

/**
 * The body as text. Throws `body_too_large` as soon as it is, however it is sent, and `invalid_input`
 * for bytes that are no UTF-8, which would else be stored as other ones.
 */
export async function readBody(request: Request, maxBytes: number): Promise<string> {
  const tooLarge = () =>
    new SamediError('body_too_large', `The request is larger than ${maxBytes} bytes.`, {
      next: 'Send it in smaller parts.',
    });
  if (Number(request.headers.get('content-length')) > maxBytes) throw tooLarge();
  if (!request.body) return '';
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (chunk?: Uint8Array) => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch (cause) {
      const next = 'Send text as UTF-8, and nothing packed.';
      throw new SamediError('invalid_input', 'The body is not UTF-8.', { next, cause });
    }
  };
  let text = '';
  let bytes = 0;
  for await (const chunk of request.body) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw tooLarge();
    text += decode(chunk);
  }
  return text + decode();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SamediError('invalid_json', 'The body is not JSON.', {
      next: 'Check for a cut-off body or a missing quote.',
      cause,
    });
  }
}

/** `raw` as the schema describes it. Throws `invalid_input`, naming each field that is wrong. */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  raw: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.slice(0, 10).map(describeIssue);
  throw new SamediError('invalid_input', `The request is not as expected: ${issues[0]}.`, {
    next: 'The API is described at /docs/api.',
    issues,
  });
}

export function describeIssue(issue: z.core.$ZodIssue): string {
  return issue.path.length > 0 ? `${issue.path.join('.')}: ${issue.message}` : issue.message;
}
