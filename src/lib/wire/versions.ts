/**
 * What names a version of a record, and what it was made from. Both sides work these out by themselves, so that two
 * versions are told apart by what they hold, and a succession from a conflict by what both show: docs/sync-protocol.md.
 */
import { z } from 'zod';
import { type Kind, ofEachKind } from './kinds.ts';
import { recordSchemas } from './records.ts';

/** A version's name: a whole number of 52 bits, exact in JSON and in SQLite. */
export const VersionName = z
  .int()
  .min(0)
  .max(2 ** 52 - 1);

/**
 * How many ancestors a version names at most. A longer past is cut, which can make a conflict too many and never lose
 * one.
 */
export const PAST_KEPT = 12;

/** The versions that one was made from, the nearest first. */
export const Past = z.array(VersionName).max(PAST_KEPT);

/** What a version's name is made of. */
export interface NamedVersion {
  kind: Kind;
  id: string;
  /** Unix ms. */
  updated_at: number;
  /** Who wrote it. */
  device: string;
  /** Null where it is a deletion. */
  data: object | null;
}

/** All fields of a kind, nested ones too, in the order in which its schema has them. */
const fields = ofEachKind((kind) => fieldsOf(recordSchemas[kind].data.shape));

function fieldsOf(shape: Readonly<Record<string, z.core.$ZodType>>): string[] {
  return Object.entries(shape).flatMap(([name, field]) =>
    field instanceof z.ZodObject ? [name, ...fieldsOf(field.shape)] : [name],
  );
}

/**
 * A record's data as one text, whoever wrote its fields in which order: `JSON.stringify` takes those that it is given,
 * as given.
 */
export function contentsText(kind: Kind, data: object | null): string {
  return data === null ? '' : JSON.stringify(data, fields[kind]);
}

/** The text of which a version's name is the digest. `contents` is the data as `contentsText` writes it. */
export function versionText(
  { kind, id, updated_at, device }: Omit<NamedVersion, 'data'>,
  contents: string,
): string {
  return `${kind}\n${id}\n${updated_at}\n${device}\n${contents}`;
}

/** The name in a SHA-256 digest (hex): its first 52 bits. */
export function nameIn(sha256: string): number {
  return Number.parseInt(sha256.slice(0, 13), 16);
}

/**
 * The past of a version that is made from `parents`: these, then what they were made from, turn by turn, and each once.
 */
export function pastOf(...parents: { version: number; past: readonly number[] }[]): number[] {
  const known = new Set(parents.map(({ version }) => version));
  const longest = Math.max(0, ...parents.map(({ past }) => past.length));
  for (let place = 0; place < longest; place += 1) {
    for (const { past } of parents) if (place < past.length) known.add(past[place]!);
  }
  return [...known].slice(0, PAST_KEPT);
}

const MODULUS = 2n ** 52n;

/** The digest of a set of versions: their sum modulo 2^52, which each change moves by what it adds and takes away. */
export function digestOf(versions: Iterable<number>): number {
  let sum = 0n;
  for (const version of versions) sum += BigInt(version);
  return Number(sum % MODULUS);
}
