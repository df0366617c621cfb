/** One round of `POST /api/sync`; the rules are in `docs/sync-protocol.md`. */
import { z } from 'zod';
import { limits } from '../limits.ts';
import { Conflict, ConflictDrop, ConflictOffer } from './conflicts.ts';
import { deltaSchemas } from './deltas.ts';
import { type Kind, kinds, ofEachKind } from './kinds.ts';
import { Settings } from './settings.ts';
import { Timestamp } from './values.ts';
import { VersionName } from './versions.ts';

export const PROTOCOL = 2;

/**
 * A round's envelope, beside `protocol`, which is looked at first. The deltas are looked at one by one afterwards, so
 * that one bad record is rejected by name and the others go through.
 */
export const SyncRequest = z.object({
  /** Null on a device that has never synced with this history. */
  epoch: z.string().max(64).nullable(),
  cursor: z.int().min(0),
  /** Head and digest of the last answer: a history that was put back since never had both. Null before the first. */
  known: z
    .object({ head: z.int().min(0), digest: VersionName })
    .nullable()
    .default(null),
  ...ofEachKind(() => z.array(z.unknown()).default([])),
  conflicts: z
    .array(z.union([ConflictDrop, ConflictOffer]))
    .max(limits.deltas)
    .default([]),
  settings: Settings.optional(),
});
export type SyncRequest = z.infer<typeof SyncRequest>;

export const Rejection = z.object({
  kind: z.enum(kinds),
  /** Null where the record did not even have one. */
  id: z.string().nullable(),
  code: z.enum(['invalid_record', 'record_too_large']),
  message: z.string(),
});
export type Rejection = z.infer<typeof Rejection>;

const deltaLists = ofEachKind((kind) => z.array(deltaSchemas[kind]).default([])) as {
  [K in Kind]: z.ZodDefault<z.ZodArray<(typeof deltaSchemas)[K]>>;
};

export const SyncResponse = z.object({
  epoch: z.string(),
  /** Up to where the device now has everything; 0 in a reset. */
  cursor: z.int().min(0),
  /** The newest sequence number there is. */
  head: z.int().min(0),
  /**
   * Of all versions that the server holds up to the head (`digestOf`): where a device with all of it has another, they
   * differ.
   */
  digest: VersionName,
  /** Whether another round would bring more. */
  more: z.boolean(),
  /** The server's history is not the one this device knew: nothing was taken; start from 0 and offer everything. */
  reset: z.boolean(),
  server_time: Timestamp,
  /** Those of a kind are absent from a server that does not know it yet. */
  ...deltaLists,
  conflicts: z.array(Conflict),
  /**
   * Lost to a newer version, which is among the deltas of this answer. `conflict` where neither knew the other: then
   * the one that lost is kept.
   */
  stale: z.array(z.object({ kind: z.enum(kinds), id: z.string(), conflict: z.boolean() })),
  /** Lost as well, but the winner did not fit into this answer: to be offered again. */
  again: z.array(z.object({ kind: z.enum(kinds), id: z.string() })),
  rejected: z.array(Rejection),
});
export type SyncResponse = z.infer<typeof SyncResponse>;
