/** What a home knows of the versions of its records: rows of `versions`. docs/sync-protocol.md */
import { createHash } from 'node:crypto';
import type { Kind } from '../../../src/lib/wire/kinds.ts';
import {
  contentsText,
  digestOf,
  nameIn,
  pastOf,
  versionText,
} from '../../../src/lib/wire/versions.ts';
import { rows, select } from '../home/rows.ts';
import type { Row } from '../home/schema/table.ts';
import { versions } from '../home/schema/tables.ts';
import { type Database, statement } from '../home/sqlite.ts';

/** The version of a record that this home has: a row of `versions`. */
export type Version = Row<typeof versions>;

/** Undefined where this home never had the record. */
export function versionOfRecord(db: Database, kind: Kind, id: string): Version | undefined {
  return select(db, versions, 'WHERE kind = ? AND id = ?').get(kind, id);
}

/** `[12, 7]` as `,0000000000000012,0000000000000007,`: of one width, so that a trigger can cut it. */
export function pastText(past: readonly number[]): string {
  return `,${past.map((version) => `${String(version).padStart(16, '0')},`).join('')}`;
}

export function readPast(text: string): number[] {
  return text.split(',').filter(Boolean).map(Number);
}

/** The name of the version that holds `data`, or, with null, of the deletion. */
export function nameOf(
  {
    kind,
    id,
    updated_at,
    device_id: device,
  }: Pick<Version, 'kind' | 'id' | 'updated_at' | 'device_id'>,
  data: object | null,
): number {
  const text = versionText({ kind, id, updated_at, device }, contentsText(kind, data));
  return nameIn(createHash('sha256').update(text).digest('hex'));
}

/** What an edit of that version is made from. */
export function pastOfEdit({ version, past }: Pick<Version, 'version' | 'past'>): number[] {
  const earlier = readPast(past);
  return version === null ? earlier : pastOf({ version, past: earlier });
}

export interface Named extends Version {
  version: number;
}

/**
 * The version with its name. One that has a name already, and holds something else, was changed past the triggers, or
 * by a fault: that is an edit by `self`. It was made from what the name stands for only where it `rereads` that: a
 * newer Samedi may read more in a plan's text. Else the two are a conflict, so that both are kept.
 */
export function named(
  version: Version,
  data: object | null,
  self: string,
  rereads: (name: number) => boolean = () => false,
): Named {
  const name = nameOf(version, data);
  const { version: before } = version;
  if (before === null || before === name) return { ...version, version: name };
  const past = rereads(before) ? pastOfEdit(version) : readPast(version.past);
  const edit = {
    ...version,
    updated_at: version.updated_at + 1,
    device_id: self,
    past: pastText(past),
  };
  return { ...edit, version: nameOf(edit, data) };
}

/**
 * Stores names before anything goes out under them: whatever may have reached the server is in the past of what is
 * edited later. Within the caller's transaction.
 */
export function storeNames(db: Database, all: readonly Named[]): void {
  const store = statement(
    db,
    `UPDATE versions SET version = ?, past = ?, updated_at = ?, device_id = ?
     WHERE kind = ? AND id = ? AND version IS NOT ?`,
  );
  for (const { version, past, updated_at, device_id, kind, id } of all) {
    store.run(version, past, updated_at, device_id, kind, id, version);
  }
}

/**
 * Of what the server holds as far as this home knows, as the server has a digest of its own: equal where that is so. Of
 * a record that is still to be offered the server has at best what it was made from.
 */
export function homeDigest(db: Database): number {
  // In two halves: the sum of some thousand names leaves SQLite's integers.
  const sums = rows<{ low: number; high: number }>(
    db,
    `SELECT coalesce(sum(name & 0xFFFFFFFF), 0) AS low, coalesce(sum(name >> 32), 0) AS high FROM
     (SELECT iif(dirty, CAST(substr(past, 2, 16) AS INTEGER), version) AS name FROM versions)`,
  ).get()!;
  const high = Number(BigInt(sums.high) % 2n ** 20n);
  return digestOf([sums.low, high * 2 ** 32]);
}
