/** One round of `POST /api/sync`; the rules are in `docs/sync-protocol.md`. */
import { z } from 'zod';
import { limits } from '../limits.ts';
import { Conflict, ConflictDrop, ConflictOffer } from './conflicts.ts';
import { deltaSchemas } from './deltas.ts';
import { type Kind, kinds, ofEachKind } from './kinds.ts';
import { Settings } from './settings.ts';
import { Timestamp } from './values.ts';

export const PROTOCOL = 1;

/** By which the server tells a device from a copy of its home: two homes cannot both know what was left last. */
export const Marks = z.object({
  /** What the server had when this device last heard from it; null before that. */
  last: z.string().max(64).nullable(),
  /** What earlier attempts would have left, of which no answer came. */
  tried: z.array(z.string().min(1).max(64)).max(limits.marksTried).default([]),
  /** What this round leaves if it raises the device's cursor: another one for each attempt. */
  next: z.string().min(1).max(64),
});
export type Marks = z.infer<typeof Marks>;

/**
 * A round's envelope, beside `protocol`, which is looked at first. The deltas are looked at one by one afterwards, so
 * that one bad record is rejected by name and the others go through.
 */
export const SyncRequest = z.object({
  /** Null on a device that has never synced. */
  epoch: z.string().max(64).nullable(),
  cursor: z.int().min(0),
  marks: Marks.optional(),
  /** Since a reset: its `cursor`. Absent on a device that never started over, and on one that parted since. */
  common: z.int().min(0).optional(),
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
  /** Up to where the device now has everything; in a reset, up to where what it knew and this history are one. */
  cursor: z.int().min(0),
  /** The newest sequence number there is. */
  head: z.int().min(0),
  /** Whether another round would bring more. */
  more: z.boolean(),
  /** The server's history is not the one this device knew: nothing was taken; start from 0 and offer everything. */
  reset: z.boolean(),
  /** Another home syncs as this device: nothing was taken; this one has to become a device of its own. */
  copied: z.boolean(),
  /** What the server now knows the device by; see `Marks`. */
  mark: z.string().nullable(),
  server_time: Timestamp,
  /** Those of a kind are absent from a server that does not know it yet. */
  ...deltaLists,
  conflicts: z.array(Conflict),
  /** Lost to a newer version, which is among the deltas, of this page or a later one. */
  stale: z.array(z.object({ kind: z.enum(kinds), id: z.string() })),
  rejected: z.array(Rejection),
});
export type SyncResponse = z.infer<typeof SyncResponse>;
