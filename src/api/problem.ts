/** Errors as answers: RFC 9457 problem details. The one place where a code becomes a status. */
import { type ErrorCode, SamediError } from '../lib/errors.ts';
import type { Problem } from '../lib/wire/problem.ts';
import { logError } from './log.ts';

const statusOf: Readonly<Record<ErrorCode, number>> = {
  invalid_input: 400,
  invalid_json: 400,
  invalid_record: 400,
  body_too_large: 413,
  record_too_large: 413,
  unsupported_media_type: 415,
  method_not_allowed: 405,
  not_found: 404,
  already_exists: 409,
  protocol_unsupported: 426,
  digest_mismatch: 422,
  upload_cut: 400,
  // 507 would say that the server is short of room; here it is what one user may have.
  storage_full: 413,
  not_signed_in: 401,
  token_invalid: 401,
  token_expired: 401,
  device_revoked: 401,
  account_deleting: 409,
  origin_forbidden: 403,
  sign_in_again: 403,
  link_invalid: 400,
  link_expired: 410,
  link_used: 410,
  code_wrong: 403,
  rate_limited: 429,
  mail_failed: 502,
  mails_used_up: 503,
  sign_up_closed: 403,
  internal: 500,
  // The CLI's own, which no verb here throws.
  usage: 500,
  plan_file_invalid: 500,
  cards_file_invalid: 500,
  config_invalid: 500,
  backup_invalid: 500,
  passphrase_wrong: 500,
  home_unusable: 500,
  output_failed: 500,
  home_busy: 500,
  home_newer: 500,
  session_running: 500,
  no_session_running: 500,
  sides_differ: 500,
  problems_left: 500,
  offline: 500,
  server_error: 500,
  server_answer_invalid: 500,
};

/** The status an error is answered with. */
export function statusFor(code: ErrorCode): number {
  return statusOf[code];
}

/** Any thrown value as an error a person may read; what is not ours becomes `internal`, and its cause is logged. */
export function toSamediError(thrown: unknown, requestId: string): SamediError {
  const error = thrown instanceof SamediError ? thrown : internal(thrown);
  if (statusFor(error.code) >= 500)
    logError(error.code, { request_id: requestId }, error.cause ?? error);
  return error;
}

function internal(cause: unknown): SamediError {
  return new SamediError('internal', 'Something went wrong on the server.', {
    next: 'Try again in a minute. If it stays, report it with the request id.',
    cause,
  });
}

export function problemResponse(error: SamediError, requestId: string): Response {
  const status = statusFor(error.code);
  const problem: Problem = {
    type: 'about:blank',
    title: error.code.replaceAll('_', ' '),
    status,
    code: error.code,
    detail: error.message,
    next: error.next,
    request_id: requestId,
    ...(error.issues.length > 0 && { issues: [...error.issues] }),
  };
  return Response.json(problem, {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(status === 401 && { 'www-authenticate': 'Bearer' }),
      ...(error.retryAfterSeconds !== undefined && {
        'retry-after': String(error.retryAfterSeconds),
      }),
    },
  });
}
