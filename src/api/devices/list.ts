/** GET /api/devices and the list on /settings: what is signed in. */
import type { Device } from '../../lib/wire/devices.ts';
import { tokenSeconds } from '../auth/identity.ts';
import type { DeviceContext } from '../context.ts';
import { statement } from '../db/batch.ts';
import { type Account, readOwned } from '../db/owned.ts';
import { columns, computed, sql } from '../db/rows.ts';
import { stands } from '../db/standing.ts';

const DEVICE = sql`${columns('devices', 'id', 'kind', 'name', 'created_at', 'last_seen_at')},
       ${computed<{ current: 0 | 1 }>('id = ?2 AS current')}`;

/**
 * The devices that can still ask: neither revoked nor unused for 30 days, nor with a token that is over. This one
 * first, then the last seen.
 */
export async function listDevices(
  ctx: DeviceContext,
): Promise<{ account: Account; devices: Device[] }> {
  const { userId, deviceId } = ctx.identity;
  const now = ctx.now();
  const { account, rows } = await readOwned(
    ctx,
    statement(
      ctx.db,
      sql`SELECT ${DEVICE} FROM devices
       WHERE user_id = ?1 AND ${stands(now)} AND max(created_at, signed_in_at) > iif(kind = 'cli', ?3, ?4)
       ORDER BY current DESC, last_seen_at DESC, created_at DESC, id`,
      userId,
      deviceId,
      now - tokenSeconds.cli * 1000,
      now - tokenSeconds.browser * 1000,
    ),
  );
  return {
    account,
    devices: rows.map((row) => ({ ...row, current: row.current === 1 })),
  };
}
