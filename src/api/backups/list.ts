/** The backups that are kept of the learner's homes, and how many bytes they take. */
import { backupLimits } from '../../lib/backups/limits.ts';
import type { BackupList } from '../../lib/wire/backups.ts';
import type { DeviceContext } from '../context.ts';
import { requireSignedIn } from '../db/owned.ts';
import { storedBackups, usedBytes } from './bucket.ts';

/** Throws `device_revoked` for a device that was signed out. */
export async function listBackups(ctx: DeviceContext): Promise<BackupList> {
  await requireSignedIn(ctx);
  const backups = await storedBackups(ctx);
  return { backups, used_bytes: usedBytes(backups), limit_bytes: backupLimits.userBytes };
}
