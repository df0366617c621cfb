import { z } from 'zod';
import { kinds } from './kinds.ts';

/** A range of one kind's records, tombstones included, by id. */
export const DigestRequest = z.object({
  kind: z.enum(kinds),
  /** The range begins after this id; from the first where empty. */
  after: z.string().max(200).default(''),
  /** Records in the range, at most. */
  limit: z.coerce.number().int().min(1).max(5_000).default(5_000),
  /** Whether to list the versions as well, to name what differs. */
  versions: z.stringbool().default(false),
});
export type DigestRequest = z.infer<typeof DigestRequest>;

export const Digest = z.object({
  epoch: z.string(),
  head: z.int(),
  /** Records in the range; fewer than asked for at the end. */
  count: z.int(),
  last_id: z.string().nullable(),
  /** SHA-256 (hex) of the versions, joined by line feeds. */
  digest: z.string(),
  /** Each `id updated_at device`, with ` deleted` behind a tombstone. */
  versions: z.array(z.string()).optional(),
});
export type Digest = z.infer<typeof Digest>;
