/** The adapter for forms: a page names a verb and its input, and shows what came of it. */
import type { APIContext } from 'astro';
import type { z } from 'zod';
import type { SamediError } from '../lib/errors.ts';
import { type Callable, callVerb } from './callable.ts';
import { contextFor } from './context.ts';
import { parseInput, readBody } from './input.ts';
import { statusFor, toSamediError } from './problem.ts';

/** Bytes; the forms here have a few short fields. */
const FORM_BYTES = 16_384;

type Page = Pick<APIContext, 'request' | 'locals'> & {
  response: ResponseInit & { headers: Headers };
};

/** What came of a form: the verb's output, or the error to show beside the fields as they were filled in. */
export type Submission<Output> = { fields: Record<string, string> } & (
  | { output: Output; error: null }
  | { output: null; error: SamediError }
);

/** Parses a posted form and calls the verb with it. An error becomes the page's status, and is returned. */
export async function submitForm<Schema extends z.ZodType, Output>(
  page: Page,
  form: Callable<z.output<Schema>, Output> & { input: Schema },
): Promise<Submission<Output>> {
  let fields = {};
  const outcome = await outcomeOf(page, {
    access: 'anyone',
    verb: async (ctx) => {
      const body = await readBody(page.request, FORM_BYTES);
      fields = Object.fromEntries(new URLSearchParams(body));
      return callVerb(form, ctx, parseInput(form.input, fields));
    },
  });
  return { fields, ...outcome };
}

type Outcome<Output> = { output: Output; error: null } | { output: null; error: SamediError };

/** Calls a verb for a page that shows the error where there is one; its status becomes the page's. */
export async function outcomeOf<Output>(
  page: Page,
  call: Callable<undefined, Output>,
): Promise<Outcome<Output>> {
  const { request, locals, response } = page;
  try {
    const ctx = contextFor({ request, ...locals });
    return { output: await callVerb(call, ctx, undefined), error: null };
  } catch (thrown) {
    const error = toSamediError(thrown, locals.requestId);
    response.status = statusFor(error.code);
    if (error.retryAfterSeconds !== undefined) {
      response.headers.set('retry-after', String(error.retryAfterSeconds));
    }
    return { output: null, error };
  }
}
