import { z } from 'zod';
import { deltaSchemas } from './deltas.ts';
import { type Kind, kinds } from './kinds.ts';
import { DeviceId, RecordId, Timestamp } from './values.ts';
import { Past, VersionName } from './versions.ts';

/** Made of a kind, a record's id, and the name of the version that lost. */
const ConflictId = z.string().min(1).max(400);

/** Dropping a conflict on one device drops it on all. */
export const ConflictDrop = z.object({ action: z.literal('delete'), id: ConflictId });

/** A version that lost, whole, so that it can be put back. */
export const Conflict = z.object({
  id: ConflictId,
  /** `delete` once it was restored or dropped somewhere. */
  action: z.enum(['create', 'delete']),
  kind: z.enum(kinds),
  record_id: RecordId,
  /** The losing version: who wrote it, when, and what. `data` is null where it was a deletion. */
  updated_at: Timestamp,
  device: DeviceId,
  data: z.unknown().nullable(),
  version: VersionName,
  past: Past,
  /** When the server noticed; it is kept for 90 days from then. */
  detected_at: Timestamp,
});
export type Conflict = z.infer<typeof Conflict>;

/** The id of the conflict in which a version lost: both sides know it without asking. */
export function conflictId(lost: { kind: Kind; record_id: string; version: number }): string {
  return `${lost.kind}:${lost.record_id}:${lost.version}`;
}

/** A conflict that the server may have forgotten, being put back to an older copy. Its id says which version lost. */
export const ConflictOffer = Conflict.extend({ action: z.literal('create') })
  .refine((conflict) => conflict.id === conflictId(conflict), 'an id of another version')
  .transform((conflict, check) => {
    const data = contentsOf(conflict);
    if (data !== undefined) return { ...conflict, data };
    check.addIssue('not a version of a record');
    return z.NEVER;
  });

/** The losing version's data, with the fields of its kind alone; undefined where it is no version of one. */
function contentsOf({ kind, record_id, updated_at, device, data }: Conflict): unknown {
  const version = { id: record_id, updated_at, version: 0, past: [], device };
  const delta =
    data === null ? { action: 'delete', ...version } : { action: 'update', ...version, data };
  const parsed = deltaSchemas[kind].safeParse(delta);
  if (!parsed.success) return undefined;
  return parsed.data.action === 'delete' ? null : parsed.data.data;
}
