/** What `samedi sync verify` compares: which version of each record the server holds, as a hash over a range of ids. */
import type { Digest, DigestRequest } from '../../lib/wire/digest.ts';
import { nameIn, versionText } from '../../lib/wire/versions.ts';
import type { DeviceContext } from '../context.ts';
import { statement } from '../db/batch.ts';
import { readOwned } from '../db/owned.ts';
import { sha256 } from '../digests.ts';

/**
 * Ids in the order of their UTF-8 bytes, as SQLite compares them on both sides. A range, not a whole table, so that
 * one request stays small however long the history is.
 */
const range = (kind: DigestRequest['kind']) => `SELECT id, updated_at, device_id, version, data
FROM ${kind} WHERE user_id = ?1 AND id > ?2 ORDER BY id LIMIT ?3`;

interface Stored {
  id: string;
  updated_at: number;
  device_id: string;
  version: number;
  data: string | null;
}

export async function readDigest(ctx: DeviceContext, input: DigestRequest): Promise<Digest> {
  const { userId } = ctx.identity;
  const { account, rows: stored } = await readOwned(
    ctx,
    statement<Stored>(ctx.db, range(input.kind), userId, input.after, input.limit),
  );
  const names = await Promise.all(stored.map((row) => nameOf(input.kind, row)));
  const versions = stored.map(({ id }, place) => `${id} ${names[place]}`);
  return {
    epoch: account.epoch,
    head: account.head,
    count: stored.length,
    last_id: stored.at(-1)?.id ?? null,
    digest: (await sha256(versions.join('\n'))).toHex(),
    damaged: stored.filter(({ version }, place) => version !== names[place]).map(({ id }) => id),
    ...(input.versions && { versions }),
  };
}

/** By what the row holds now: its data stands as the server wrote it, in the order of its schema. */
async function nameOf(kind: DigestRequest['kind'], row: Stored): Promise<number> {
  const { id, updated_at, device_id: device, data } = row;
  return nameIn((await sha256(versionText({ kind, id, updated_at, device }, data ?? ''))).toHex());
}
