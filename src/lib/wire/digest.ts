import { z } from 'zod';
import { kinds } from './kinds.ts';

/** A range of one kind's records, tombstones included, by id. */
export const DigestRequest = z.object({
  kind: z.enum(kinds),
  /** The range begins after this id; from the first where empty. */
  after: z.string().max(200).default(''),
  /** Records in the range, at most. */
  limit: z.coerce.number().int().min(1).max(1_000).default(1_000),
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
  /** SHA-256 (hex) of the lines of `versions`, joined by line feeds. */
  digest: z.string(),
  /** Each `id version`, named anew by what is stored, so that what was changed past the server shows. */
  versions: z.array(z.string()).optional(),
  /** Ids of records that hold something else than their version's name says. */
  damaged: z.array(z.string()),
});
export type Digest = z.infer<typeof Digest>;
