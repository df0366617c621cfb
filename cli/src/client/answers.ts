/** What an answer says, or the error that it amounts to. */
import type { z } from 'zod';
import { type ErrorCode, errorCodes, SamediError } from '../../../src/lib/errors.ts';
import { Problem } from '../../../src/lib/wire/problem.ts';

/** The value that `text` is by `schema`. Throws `server_answer_invalid`. */
export function readAnswer<Schema extends z.ZodType>(
  endpoint: string,
  text: string,
  schema: Schema,
): z.output<Schema> {
  const value = parseJson(text);
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const what =
    value === undefined ? 'it is not JSON' : `${issue?.path.join('.')}: ${issue?.message}`;
  throw answerInvalid(endpoint, what, parsed.error);
}

/** The server's own words where Samedi refused; a plain sentence where something else answered. */
export function problemIn(text: string, response: Response, endpoint: string): SamediError {
  const problem = Problem.safeParse(parseJson(text));
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  if (problem.success && isCode(problem.data.code)) {
    const { code, detail, next, request_id } = problem.data;
    const trace = response.status >= 500 && request_id ? ` (request ${request_id})` : '';
    return new SamediError(code === 'internal' ? 'server_error' : code, detail + trace, {
      next,
      ...(Number.isFinite(retryAfter) && { retryAfterSeconds: retryAfter }),
    });
  }
  if (response.status >= 500) {
    return new SamediError('server_error', `${endpoint} answered ${response.status}.`, {
      next: 'Try again in a few minutes; what you did is stored here and waits.',
    });
  }
  return answerInvalid(endpoint, `status ${response.status} without a reason that Samedi knows`);
}

export function answerInvalid(endpoint: string, what: string, cause?: unknown): SamediError {
  return new SamediError(
    'server_answer_invalid',
    `${endpoint} gave an answer that Samedi cannot use: ${what}.`,
    {
      next: 'Check that the address is right and that no sign-in page of a network answers.',
      cause,
    },
  );
}

/** Undefined, which no JSON is, where the text is none. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isCode(code: string): code is ErrorCode {
  return (errorCodes as readonly string[]).includes(code);
}
