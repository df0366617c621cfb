/** Makes time pass for a sign-in link, in a running server's KV. */
import { createHash } from 'node:crypto';
import { KV_VALUES } from './explorer.ts';

/** The link of `token` becomes what it would be `minutes` from now. */
export async function ageLink(url: string, token: string, minutes: number): Promise<void> {
  const key = `magic:${createHash('sha256').update(token).digest('hex')}`;
  const stored = await fetch(`${url}${KV_VALUES}/${key}`);
  if (!stored.ok) throw new Error(`There is no such link: ${stored.status}.`);
  const link = (await stored.json()) as { created_at: number };
  const older = { ...link, created_at: link.created_at - minutes * 60_000 };
  const body = JSON.stringify(older);
  const put = await fetch(`${url}${KV_VALUES}/${key}`, { method: 'PUT', body });
  if (!put.ok) throw new Error(`The link could not be aged: ${put.status}.`);
}
