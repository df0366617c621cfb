/** The one place where an error becomes an exit code. */
import type { ErrorCode } from '../../../src/lib/errors.ts';

const FAILURE = 1;
const WRONG_USAGE = 2;
const INVALID_DATA = 4;
const ALREADY_RUNNING = 5;
const NOT_FOUND = 6;
const NOT_SIGNED_IN = 7;
const OFFLINE = 8;

/** `FAILURE` for all that scripts need not tell apart. */
export const exitCodeOf: Readonly<Record<ErrorCode, number>> = {
  usage: WRONG_USAGE,

  config_invalid: INVALID_DATA,
  invalid_input: INVALID_DATA,
  invalid_json: INVALID_DATA,
  invalid_record: INVALID_DATA,
  record_too_large: INVALID_DATA,
  body_too_large: INVALID_DATA,
  plan_file_invalid: INVALID_DATA,
  cards_file_invalid: INVALID_DATA,
  backup_invalid: INVALID_DATA,
  passphrase_wrong: INVALID_DATA,
  storage_full: INVALID_DATA,
  problems_left: INVALID_DATA,

  session_running: ALREADY_RUNNING,

  no_session_running: NOT_FOUND,
  not_found: NOT_FOUND,

  not_signed_in: NOT_SIGNED_IN,
  token_invalid: NOT_SIGNED_IN,
  token_expired: NOT_SIGNED_IN,
  device_revoked: NOT_SIGNED_IN,
  sign_in_again: NOT_SIGNED_IN,

  offline: OFFLINE,
  server_error: OFFLINE,
  server_answer_invalid: OFFLINE,

  unsupported_media_type: FAILURE,
  method_not_allowed: FAILURE,
  protocol_unsupported: FAILURE,
  digest_mismatch: FAILURE,
  upload_cut: FAILURE,
  account_deleting: FAILURE,
  origin_forbidden: FAILURE,
  link_invalid: FAILURE,
  link_expired: FAILURE,
  link_used: FAILURE,
  code_wrong: FAILURE,
  rate_limited: FAILURE,
  mail_failed: FAILURE,
  mails_used_up: FAILURE,
  sign_up_closed: FAILURE,
  home_unusable: FAILURE,
  home_busy: FAILURE,
  home_newer: FAILURE,
  already_exists: FAILURE,
  sides_differ: FAILURE,
  output_failed: FAILURE,
  internal: FAILURE,
};
