/** What `samedi sync verify` compares: which version of each record the server holds, as a hash over a range of ids. */
import type { Digest, DigestRequest } from '../../lib/wire/digest.ts';
import type { DeviceContext } from '../context.ts';
import { statement } from '../db/batch.ts';
import { readOwned } from '../db/owned.ts';

/**
 * Ids in the order of their UTF-8 bytes, as SQLite compares them on both sides. A range, not a whole table, so that
 * one request stays small however long the history is.
 */
const range = (kind: DigestRequest['kind']) => `SELECT count(*) AS count, max(id) AS last_id,
  coalesce(group_concat(id || ' ' || updated_at || ' ' || device_id || iif(data IS NULL, ' deleted', ''), char(10)), '') AS versions
FROM (SELECT id, updated_at, device_id, data FROM ${kind} WHERE user_id = ?1 AND id > ?2 ORDER BY id LIMIT ?3)`;

interface Range {
  count: number;
  last_id: string | null;
  versions: string;
}

export async function readDigest(ctx: DeviceContext, input: DigestRequest): Promise<Digest> {
  const { userId } = ctx.identity;
  const { account, rows } = await readOwned(
    ctx,
    statement<Range>(ctx.db, range(input.kind), userId, input.after, input.limit),
  );
  // Not null: the statement selects one row, whatever there is.
  const { count, last_id, versions } = rows[0]!;
  return {
    epoch: account.epoch,
    head: account.head,
    count,
    last_id,
    digest: await sha256(versions),
    ...(input.versions && { versions: versions === '' ? [] : versions.split('\n') }),
  };
}

async function sha256(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
