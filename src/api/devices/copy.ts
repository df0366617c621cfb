/** POST /api/devices: a device of its own for a home that was copied, so that its changes are told from the other's. */
import { SamediError } from '../../lib/errors.ts';
import type { SignedIn } from '../../lib/wire/auth.ts';
import type { CopyRequest } from '../../lib/wire/devices.ts';
import { requireAllowed } from '../auth/attempts.ts';
import { type Identity, signToken } from '../auth/identity.ts';
import { hash } from '../auth/secrets.ts';
import type { DeviceContext } from '../context.ts';
import { batch, statement } from '../db/batch.ts';
import { accountStatement, requireAccess, requireSignedIn } from '../db/owned.ts';
import { columns, sql } from '../db/rows.ts';

/**
 * In any 15 minutes: a home that parts again and again, as one that a folder service keeps mixing, fills no list of
 * devices.
 */
const MOST = 10;

/**
 * The copy's device has heard nothing, so the copy starts over and offers all that it has. Its sign-in ends when the
 * original's does. Asked again under one key, it is the same device. Throws `invalid_input` for a browser, which has no
 * home, and `rate_limited`.
 */
export async function copyDevice(
  ctx: DeviceContext,
  { idempotency_key: key }: CopyRequest = {},
): Promise<SignedIn> {
  const identity = ctx.identity;
  const { userId, deviceId } = identity;
  await requireSignedIn(ctx);
  const limit = { name: `copy:${userId}`, max: MOST };
  await requireAllowed(ctx, [limit], 'This home became a new device too often.');
  const copyId = key === undefined ? crypto.randomUUID() : await idUnder(key, identity);
  const { asking, made } = await batch(ctx.db, {
    asking: accountStatement(ctx),
    made: statement(
      ctx.db,
      sql`INSERT INTO devices (user_id, id, kind, name, created_at, last_seen_at)
       SELECT user_id, ?3, kind, replace(name, ?4, '') || ?4, created_at, ?5 FROM devices
       WHERE user_id = ?1 AND id = ?2 AND kind = 'cli' AND revoked_at IS NULL
         AND (SELECT deleting_at FROM users WHERE id = ?1) IS NULL
       ON CONFLICT (user_id, id) DO UPDATE SET last_seen_at = excluded.last_seen_at
       RETURNING ${columns('devices', 'created_at')}`,
      userId,
      deviceId,
      copyId,
      ' (copy)',
      ctx.now(),
    ),
  });
  const account = requireAccess(asking);
  const [row] = made;
  if (!row) {
    throw new SamediError('invalid_input', 'Only a terminal has a home that can be copied.', {
      next: 'Sign in at /login.',
    });
  }
  const copy = { userId, deviceId: copyId };
  const token = await signToken(copy, 'cli', row.created_at, ctx.settings);
  return { token, device_id: copyId, user_id: userId, email: account.email };
}

/** Made of who asks, so that no key leads to a device that is another's. */
async function idUnder(key: string, { userId, deviceId }: Identity): Promise<string> {
  return (await hash(JSON.stringify([userId, deviceId, key]))).slice(0, 32);
}
