/** How much a user may keep, said plainly where it is reached. */
import { backupLimits } from '../../lib/backups/limits.ts';
import { outdated } from '../../lib/backups/retention.ts';
import { SamediError } from '../../lib/errors.ts';
import { bytesText } from '../../lib/text/format.ts';
import type { Backup } from '../../lib/wire/backups.ts';
import { usedBytes } from './bucket.ts';

/** Throws `body_too_large`. */
export function refuseTooLarge(length: number): void {
  if (length <= backupLimits.uploadBytes) return;
  const limit = bytesText(backupLimits.uploadBytes);
  throw new SamediError('body_too_large', `The backup has ${bytesText(length)}; ${limit} fit.`, {
    next: 'It stays in the backup folder of the device that made it; copy it elsewhere from there.',
  });
}

/**
 * Counts what would be kept in the end: the new one in place of its day's, and as its week's first, where that has
 * none; without what it pushes out. Throws `storage_full`, naming what to delete.
 */
export function refuseWhereFull(
  stored: readonly Backup[],
  [daily, weekly]: readonly [daily: string, weekly: string],
  length: number,
): void {
  const others = stored.filter(({ id }) => id !== daily);
  const news = others.some(({ id }) => id === weekly) ? [daily] : [daily, weekly];
  const old = new Set(outdated([...others.map(({ id }) => id), ...news]));
  const kept = usedBytes(others.filter(({ id }) => !old.has(id)));
  const needed = news.length * length;
  if (kept + needed <= backupLimits.userBytes) return;
  const used = `${bytesText(usedBytes(stored))} of ${bytesText(backupLimits.userBytes)}`;
  const [largest] = others.toSorted((a, b) => b.size - a.size);
  throw new SamediError(
    'storage_full',
    `There is no room for ${bytesText(needed)} more: your backups take ${used}.`,
    {
      next: `Delete one that you can do without, as in: samedi backup delete ${largest?.id} (${bytesText(largest?.size ?? 0)})`,
    },
  );
}
