/** Makes time pass for a sign-in link, in a running server's database. */
import { createHash } from 'node:crypto';
import { runSql } from './explorer.ts';

/** The link of `token` becomes what it would be `minutes` from now. */
export async function ageLink(url: string, token: string, minutes: number): Promise<void> {
  const hash = createHash('sha256').update(token).digest('hex');
  await runSql(
    url,
    `UPDATE sign_in_links SET link = json_set(link, '$.created_at', link->>'$.created_at' - ?2)
     WHERE hash = ?1`,
    [hash, String(minutes * 60_000)],
  );
}
