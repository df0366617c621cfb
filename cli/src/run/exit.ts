/** The one place where an error becomes an exit code. */
import type { ErrorCode } from '../../../src/lib/errors.ts';

const exitCodeOf: Partial<Record<ErrorCode, number>> = {
  usage: 2,
  config_invalid: 4,
  invalid_input: 4,
  invalid_json: 4,
  invalid_record: 4,
  record_too_large: 4,
  body_too_large: 4,
  plan_file_invalid: 4,
  cards_file_invalid: 4,
  backup_invalid: 4,
  passphrase_wrong: 4,
  storage_full: 4,
  problems_left: 4,
  session_running: 5,
  no_session_running: 6,
  not_found: 6,
  not_signed_in: 7,
  token_invalid: 7,
  token_expired: 7,
  device_revoked: 7,
  offline: 8,
  server_error: 8,
  server_answer_invalid: 8,
};

/** 1 for all that scripts need not tell apart. */
export function exitCodeFor(code: ErrorCode): number {
  return exitCodeOf[code] ?? 1;
}
