/** POST /api/auth/poll: what a terminal asks while it waits for its code to be typed in. */
import { SamediError } from '../../lib/errors.ts';
import type { PollAnswer, SignedIn } from '../../lib/wire/auth.ts';
import type { Context } from '../context.ts';
import { batch, statement } from '../db/batch.ts';
import { columns, type RowIn, sql } from '../db/rows.ts';
import { CODE_TRIES, requireAllowed, tryingByNetwork } from './attempts.ts';
import { triesStatement } from './codes.ts';
import { signToken, verifyPollToken } from './identity.ts';
import { linkClosed } from './link-errors.ts';
import { hash } from './secrets.ts';

const REDEEMED = sql`${columns('redemptions r', 'user_id', 'device_id', 'redeemed_at')}, ${columns('users u', 'email')}`;
type Redeemed = RowIn<typeof REDEEMED>;

/**
 * The device, once the code was typed in; again for whoever holds the poll token, so that a lost answer is asked for
 * again. Throws `link_expired` after 15 minutes or five wrong codes, and `link_invalid`.
 */
export async function poll(ctx: Context, input: { poll_token: string }): Promise<PollAnswer> {
  const linkHash = await linkOfPollToken(ctx, input.poll_token);
  const pollHash = await hash(input.poll_token);
  const { redeemed, tries } = await batch(ctx.db, {
    redeemed: statement(
      ctx.db,
      sql`SELECT ${REDEEMED}
       FROM redemptions r JOIN users u ON u.id = r.user_id WHERE r.poll_hash = ?1`,
      pollHash,
    ),
    tries: await triesStatement(ctx, linkHash),
  });
  const [device] = redeemed;
  if (device) return signedIn(ctx, device);
  if (tries[0]!.used >= CODE_TRIES) throw linkClosed('cli');
  return { pending: true };
}

/**
 * The hash of the link that the terminal waits for. A genuine token costs no read to check, and nothing here: only a
 * made-up one counts against its network.
 */
export async function linkOfPollToken(ctx: Context, token: string): Promise<string> {
  try {
    return await verifyPollToken(token, ctx.now(), ctx.settings);
  } catch (refusal) {
    if (refusal instanceof SamediError && refusal.code === 'link_invalid') {
      await requireAllowed(ctx, tryingByNetwork(ctx), 'Too many sign-ins were tried from here.');
    }
    throw refusal;
  }
}

async function signedIn(ctx: Context, device: Redeemed): Promise<SignedIn> {
  const { user_id, device_id, email } = device;
  const identity = { userId: user_id, deviceId: device_id };
  const token = await signToken(identity, 'cli', device.redeemed_at, ctx.settings);
  return { token, device_id, user_id, email };
}
