/** What was sent, as a verb may have it. */
import type { z } from 'zod';
import { SamediError } from '../lib/errors.ts';

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

export function parseJson(text: string): unknown {
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
