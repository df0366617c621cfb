/** GET /api/devices and the list on /settings: what is signed in. */
import type { Device } from '../../lib/wire/devices.ts';
import { tokenSeconds } from '../auth/identity.ts';
import type { Context } from '../context.ts';
import { type Account, readOwned, requireIdentity } from '../db/owned.ts';

type DeviceRow = Omit<Device, 'current'> & { current: 0 | 1 };

/** The devices that can still ask: neither revoked nor with a token that is over. This one first, then the last seen. */
export async function listDevices(ctx: Context): Promise<{ account: Account; devices: Device[] }> {
  const { userId, deviceId } = requireIdentity(ctx);
  const now = ctx.now();
  const { account, results } = await readOwned(ctx, [
    ctx.db
      .prepare(
        `SELECT id, kind, name, created_at, last_seen_at, id = ?2 AS current FROM devices
         WHERE user_id = ?1 AND revoked_at IS NULL AND created_at > iif(kind = 'cli', ?3, ?4)
         ORDER BY current DESC, last_seen_at DESC, created_at DESC, id`,
      )
      .bind(userId, deviceId, now - tokenSeconds.cli * 1000, now - tokenSeconds.browser * 1000),
  ]);
  const rows = (results[0] as D1Result<DeviceRow>).results;
  return {
    account,
    devices: rows.map((row) => ({ ...row, current: row.current === 1 })),
  };
}
