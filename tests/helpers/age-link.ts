/** Makes time pass for a sign-in link, in a running server's KV. */
import { createHash } from 'node:crypto';

/** The KV namespace, by the API that wrangler's local server has for looking into its storage. */
const VALUES =
  '/cdn-cgi/local/explorer/api/storage/kv/namespaces/00000000000000000000000000000001/values';

/** The link of `token` becomes what it would be `minutes` from now. */
export async function ageLink(url: string, token: string, minutes: number): Promise<void> {
  const key = `magic:${createHash('sha256').update(token).digest('hex')}`;
  const stored = await fetch(`${url}${VALUES}/${key}`);
  if (!stored.ok) throw new Error(`There is no such link: ${stored.status}.`);
  const link = (await stored.json()) as { created_at: number };
  const older = { ...link, created_at: link.created_at - minutes * 60_000 };
  const body = JSON.stringify(older);
  const put = await fetch(`${url}${VALUES}/${key}`, { method: 'PUT', body });
  if (!put.ok) throw new Error(`The link could not be aged: ${put.status}.`);
}
