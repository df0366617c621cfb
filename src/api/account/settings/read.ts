/** What /settings shows, in one D1 round trip. */
import type { Backup } from '../../../lib/wire/backups.ts';
import type { Device } from '../../../lib/wire/devices.ts';
import { isRecent } from '../../auth/recent.ts';
import { storedBackups } from '../../backups/bucket.ts';
import type { DeviceContext } from '../../context.ts';
import type { Account } from '../../db/owned.ts';
import { listDevices } from '../../devices/list.ts';

export interface SettingsView {
  account: Account;
  devices: Device[];
  backups: Backup[];
  now: number;
  /** Whether the sign-in is of the last ten minutes. */
  recent: boolean;
}

export async function readSettings(ctx: DeviceContext): Promise<SettingsView> {
  const { account, devices } = await listDevices(ctx);
  const recent = isRecent(ctx, account);
  return { account, devices, backups: await storedBackups(ctx), now: ctx.now(), recent };
}
