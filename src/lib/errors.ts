/**
 * Everything that can go wrong, as a closed set. The server maps a code to a status in `src/api/problem.ts`,
 * the CLI maps it to an exit code in `cli/src/run/exit.ts`; nobody tells errors apart by their text.
 */
export const errorCodes = [
  // What was asked for
  'usage',
  'invalid_input',
  'invalid_json',
  'invalid_record',
  'body_too_large',
  'record_too_large',
  'unsupported_media_type',
  'method_not_allowed',
  'not_found',
  'protocol_unsupported',
  'digest_mismatch',
  'upload_cut',
  'storage_full',
  // Who asks
  'not_signed_in',
  'token_invalid',
  'token_expired',
  'device_revoked',
  'account_deleting',
  'origin_forbidden',
  'sign_in_again',
  // Signing in
  'link_invalid',
  'link_expired',
  'link_used',
  'code_wrong',
  'rate_limited',
  'mail_failed',
  'mails_used_up',
  'sign_up_closed',
  // The home
  'plan_file_invalid',
  'cards_file_invalid',
  'config_invalid',
  'backup_invalid',
  'passphrase_wrong',
  'home_unusable',
  'home_busy',
  'home_newer',
  'session_running',
  'no_session_running',
  'already_exists',
  'sides_differ',
  'problems_left',
  'output_failed',
  // The network, seen from the CLI
  'offline',
  'server_error',
  'server_answer_invalid',
  // All else
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

export interface ErrorDetails {
  /** One sentence: what to do next. Null where nothing can be done but report it. */
  next?: string | null;
  /** The error that led here; logged by whoever reports this one, never shown. */
  cause?: unknown;
  /** Seconds after which trying again can succeed (`Retry-After`). */
  retryAfterSeconds?: number;
  /** Which parts of the input were refused, e.g. `["email: not an address"]`. */
  issues?: readonly string[];
}

/** An error that a person will read: what happened, and what to do next. */
export class SamediError extends Error {
  override readonly name = 'SamediError';
  readonly code: ErrorCode;
  readonly next: string | null;
  readonly retryAfterSeconds: number | undefined;
  readonly issues: readonly string[];

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.code = code;
    this.next = details.next ?? null;
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.issues = details.issues ?? [];
  }
}

/** What to do next where an older Samedi cannot go on. */
export const UPGRADE =
  "Upgrade samedi on this computer, as your server's page /docs/install says, then try again.";
