/**
 * Which of D1's tables hold something about a user, for taking it all out and for deleting it all. A test compares this
 * with the tables that there are.
 */
import { type Kind, kinds } from '../../lib/wire/kinds.ts';
import type { Column, Rows } from '../db/rows.ts';

export interface UserTable {
  /** What the export calls it. */
  name: string;
  table: string;
  /** The primary key's columns behind `user_id`, all text, by which the table is walked. */
  primaryKey: readonly string[];
  /** Column → SQL, which makes the row's JSON. */
  fields: Readonly<Record<string, string>>;
  /** Bytes that a row takes as JSON, at most, as SQL. */
  bytes: string;
}

/** What a row's names, numbers and a device's id take, about; a page allows for more. */
const SHORT = 150;

/** `json` are columns that hold JSON, which goes out as such. */
function userTable<Table extends keyof Rows>(
  name: string,
  table: Table,
  primaryKey: readonly Column<Table>[],
  columns: readonly Column<Table>[],
  json: readonly Column<Table>[] = [],
): UserTable {
  const fields = Object.fromEntries([
    ...columns.map((column) => [column, column]),
    ...json.map((column) => [column, `json(${column})`]),
  ]);
  const sizes = json.map((column) => ` + coalesce(octet_length(${column}), 0)`);
  return {
    name,
    table,
    primaryKey,
    fields,
    bytes: `octet_length(${primaryKey[0]}) + ${SHORT}${sizes.join('')}`,
  };
}

const recordsOf = (kind: Kind) =>
  userTable(
    kind,
    kind,
    ['id'],
    ['id', 'updated_at', 'device_id', 'seq', 'version', 'past'],
    ['data'],
  );

export const records: readonly UserTable[] = [
  ...kinds.map(recordsOf),
  userTable(
    'conflicts',
    'conflicts',
    ['id'],
    ['id', 'kind', 'record_id', 'updated_at', 'device_id', 'seq', 'detected_at', 'dropped_at'],
    ['data'],
  ),
];

/** Kept by triggers. Gone first when an account is deleted, so that the triggers find nothing to count down. */
export const totals: readonly UserTable[] = [
  userTable(
    'day_totals',
    'day_totals',
    ['day', 'plan_id'],
    ['day', 'plan_id', 'minutes', 'sessions'],
    ['stretches'],
  ),
  userTable('plan_totals', 'plan_totals', ['plan_id'], ['plan_id', 'minutes', 'sessions']),
  userTable('year_totals', 'year_totals', ['year'], ['year'], ['days']),
  userTable('card_counts', 'card_counts', ['plan_id'], ['plan_id', 'new', 'learning', 'mature']),
  userTable('due_days', 'due_days', ['day', 'plan_id'], ['day', 'plan_id', 'cards']),
  userTable(
    'review_days',
    'review_days',
    ['day', 'plan_id'],
    ['day', 'plan_id', 'reviews', 'passed'],
  ),
];

/** Who may sign in; gone last, so that a deletion that was cut can be gone on with. No secret's hash is given out. */
export const signIns: readonly UserTable[] = [
  userTable(
    'email_changes',
    'email_changes',
    ['link_hash'],
    ['old_email', 'new_email', 'device_id', 'created_at', 'used_at'],
  ),
  userTable('sign_ins', 'redemptions', ['link_hash'], ['device_id', 'redeemed_at']),
  userTable(
    'devices',
    'devices',
    ['id'],
    ['id', 'kind', 'name', 'created_at', 'last_seen_at', 'revoked_at', 'signed_in_at', 'cursor'],
  ),
];
