/** Answers a request where its user has room for it, and says how much (draft-ietf-httpapi-ratelimit-headers). */
import { SamediError } from '../../lib/errors.ts';
import type { VisitorContext } from '../context.ts';
import { logError } from '../log.ts';
import { problemResponse } from '../problem.ts';
import { classOf, type RateClass } from './classes.ts';
import { type Counted, countRequest } from './count.ts';

/** Strangers are not counted here: what they may do is limited where they do it. */
export async function underLimit(
  ctx: VisitorContext,
  request: Request,
  answer: () => Promise<Response>,
): Promise<Response> {
  const { identity } = ctx;
  const { rates } = ctx.settings;
  if (!identity || !rates) return answer();
  const { pathname } = new URL(request.url);
  const rateClass = classOf(request.method, pathname);
  const max = rates[rateClass];
  const counted = await counting(() => countRequest({ ...ctx, identity }, rateClass, max), ctx);
  if (!counted) return answer();
  const response = counted.allowed ? await answer() : refusal(ctx, pathname, counted);
  const headers = new Headers(response.headers);
  for (const [name, value] of fields(rateClass, max, counted)) headers.set(name, value);
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}

/** Null where counting failed: that is logged, and keeps nobody out. */
async function counting(count: () => Promise<Counted>, { requestId }: VisitorContext) {
  try {
    return await count();
  } catch (cause) {
    logError('request_not_counted', { request_id: requestId }, cause);
    return null;
  }
}

function fields(rateClass: RateClass, max: number, { remaining, resetSeconds }: Counted) {
  const policy = ['ratelimit-policy', `"${rateClass}";q=${max};w=60`] as const;
  if (remaining === null) return [policy];
  return [policy, ['ratelimit', `"${rateClass}";r=${remaining};t=${resetSeconds}`] as const];
}

function refusal({ requestId }: VisitorContext, path: string, { resetSeconds }: Counted): Response {
  const error = new SamediError('rate_limited', 'Too many requests in this minute.', {
    next: `Try again in ${resetSeconds} ${resetSeconds === 1 ? 'second' : 'seconds'}.`,
    retryAfterSeconds: resetSeconds,
  });
  const problem = problemResponse(error, requestId);
  if (path.startsWith('/api/')) return problem;
  const headers = new Headers(problem.headers);
  headers.set('content-type', 'text/plain; charset=utf-8');
  return new Response(`${error.message} ${error.next}\n`, { status: problem.status, headers });
}
