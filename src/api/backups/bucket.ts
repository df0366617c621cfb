/**
 * A user's backups in R2, which alone knows of them: size, time, digest and contents are an object's own metadata, so
 * there is no row that could say something else. See docs/decisions/080-backups-are-objects.md.
 */
import type { Described } from '../../lib/backups/headers.ts';
import { type Backup, BackupContents } from '../../lib/wire/backups.ts';
import type { DeviceContext } from '../context.ts';

/** Starts with the user of the verified token, whoever's backup the request means. */
export function backupKey(ctx: DeviceContext, id: string): string {
  return `${ctx.identity.userId}/${id}.tar.gz`;
}

/** All of the user's, daily ones first, the newest of each kind at the top. */
export async function storedBackups(ctx: DeviceContext): Promise<Backup[]> {
  const found = await Promise.all([listed(ctx, 'daily/'), listed(ctx, 'weekly/')]);
  return found.flatMap((backups) => backups.sort((a, b) => (a.id < b.id ? 1 : -1)));
}

async function listed(ctx: DeviceContext, kind: string): Promise<Backup[]> {
  const user = `${ctx.identity.userId}/`;
  const backups: Backup[] = [];
  let cursor: string | undefined;
  do {
    const page = await ctx.r2.list({
      prefix: user + kind,
      include: ['customMetadata'],
      ...(cursor && { cursor }),
    });
    backups.push(...page.objects.map((object) => backupOf(object, user)));
    // A page may be cut short to make room for the metadata.
    cursor = page.truncated ? page.cursor : undefined;
  } while (cursor);
  return backups;
}

function backupOf(object: R2Object, user: string): Backup {
  return {
    id: object.key.slice(user.length, -'.tar.gz'.length),
    size: object.size,
    created_at: object.uploaded.getTime(),
    ...describedIn(object),
  };
}

/** What `metadataOf` wrote. */
export function describedIn({ key, customMetadata = {} }: R2Object): Described {
  const { encrypted, ...counts } = customMetadata;
  const contents = BackupContents.safeParse(
    Object.fromEntries(Object.entries(counts).map(([kind, count]) => [kind, Number(count)])),
  );
  if (!contents.success) throw new Error(`${key} has no contents in its metadata`);
  return { contents: contents.data, encrypted: encrypted === 'true' };
}

export function metadataOf({ contents, encrypted }: Described): Record<string, string> {
  const counts = Object.entries(contents).map(([kind, count]) => [kind, String(count)]);
  return { ...Object.fromEntries(counts), encrypted: String(encrypted) };
}

/** Bytes of all of `backups`. */
export function usedBytes(backups: readonly Backup[]): number {
  return backups.reduce((sum, { size }) => sum + size, 0);
}
