/** Versions as devices name them. */
import { createHash } from 'node:crypto';
import type { Kind } from '../../src/lib/wire/kinds.ts';
import { contentsText, nameIn, pastOf, versionText } from '../../src/lib/wire/versions.ts';

/** What an edit was made from: it knew these. */
export interface Parent {
  version: number;
  past: number[];
}

/** A version made from `parents`; from nothing that others know where there are none. Null is a deletion. */
export function version(
  kind: Kind,
  id: string,
  updatedAt: number,
  data: object | null,
  parents: readonly Parent[] = [],
  device = 'laptop',
) {
  const text = versionText({ kind, id, updated_at: updatedAt, device }, contentsText(kind, data));
  const name = nameIn(createHash('sha256').update(text).digest('hex'));
  return { id, updated_at: updatedAt, version: name, past: pastOf(...parents) };
}
