/** The one place where a device comes to be, or is signed in again. */
import type { VisitorContext } from '../context.ts';
import { batch, statement } from '../db/batch.ts';
import { columns, sql } from '../db/rows.ts';
import { stands } from '../db/standing.ts';
import type { Identity } from './identity.ts';
import type { Link } from './links.ts';
import { maySignUp, signUpClosed } from './sign-up.ts';

/** Milliseconds for which a redemption is remembered: longer than its link lives, by more than clocks differ. */
const REMEMBERED = 3_600_000;

/** What the one who redeems says about the device. */
export interface About {
  device_name?: string | undefined;
  time_zone?: string | undefined;
}

export interface Redeemed extends Identity {
  /** What the list of devices calls it. */
  name: string;
  /** Whether it is a device that was signed in already. */
  again: boolean;
  /** The learner's. */
  timeZone: string;
}

/**
 * A device for the link's address, and its user where there is none yet. Null where somebody was first. It is the
 * device that asked, where that is still signed in to the same account, and gets what is redeemed. Throws
 * `sign_up_closed` where it has no account, and none may be made for it any more.
 *
 * One transaction, decided by the primary key of `redemptions`: whoever inserts the link's row wins, and all that
 * follows is selected from that row by the winner's own device id. So a loser leaves nothing behind.
 */
export async function redeem(
  ctx: VisitorContext,
  link: Link,
  about: About,
): Promise<Redeemed | null> {
  const now = ctx.now();
  const [newId, sameId] = [crypto.randomUUID(), staysSame(ctx, link)];
  const { won, user } = await batch(ctx.db, {
    won: statement(
      ctx.db,
      sql`INSERT INTO redemptions (link_hash, device_id, user_id, redeemed_at, poll_hash)
       SELECT ?1, coalesce((SELECT id FROM devices WHERE id = ?7 AND kind = ?8 AND ${stands('?5')}
           AND user_id = (SELECT id FROM users WHERE email = ?3)), ?2),
         coalesce((SELECT id FROM users WHERE email = ?3), ?4), ?5, ?6
       WHERE ?9 OR EXISTS (SELECT 1 FROM users WHERE email = ?3)
       ON CONFLICT DO NOTHING RETURNING ${columns('redemptions', 'user_id', 'device_id')}`,
      link.hash,
      newId,
      link.email,
      crypto.randomUUID(),
      now,
      link.poll_hash,
      sameId,
      link.client,
      Number(maySignUp(ctx, link.email)),
    ),
    ...filledIn(ctx, link, about, [newId, sameId]),
    user: statement(
      ctx.db,
      sql`SELECT ${columns('users', 'time_zone')} FROM users WHERE email = ?1`,
      link.email,
    ),
    forgotten: statement(
      ctx.db,
      'DELETE FROM redemptions WHERE redeemed_at <= ?1',
      now - REMEMBERED,
    ),
  });
  const [row] = won;
  if (!row && !user[0]) throw signUpClosed();
  if (!row) return null;
  const { user_id: userId, device_id: deviceId } = row;
  const again = deviceId === sameId;
  return { userId, deviceId, again, name: nameOf(link, about), timeZone: user[0]!.time_zone };
}

/** User and device, of the row of redemptions that this redemption put there. */
function filledIn({ db, now }: VisitorContext, link: Link, about: About, ids: unknown[]) {
  const own = 'FROM redemptions WHERE link_hash = ?1 AND device_id IN (?2, ?3)';
  const given = [link.hash, ...ids, now()];
  return {
    // A zone that the learner has set stays: UTC is what a user has who never did.
    users: statement(
      db,
      `INSERT INTO users (id, email, created_at, epoch, time_zone) SELECT user_id, ?5, ?4, ?6, ?7 ${own}
       ON CONFLICT (email) DO UPDATE SET time_zone = excluded.time_zone
         WHERE users.time_zone = 'UTC' AND excluded.time_zone <> 'UTC'`,
      ...given,
      link.email,
      crypto.randomUUID(),
      about.time_zone ?? 'UTC',
    ),
    devices: statement(
      db,
      `INSERT INTO devices (user_id, id, kind, name, created_at, last_seen_at, signed_in_at)
       SELECT user_id, device_id, ?5, ?6, ?4, ?4, ?4 ${own}
       ON CONFLICT (user_id, id) DO UPDATE
         SET last_seen_at = excluded.last_seen_at, signed_in_at = excluded.signed_in_at`,
      ...given,
      link.client,
      nameOf(link, about),
    ),
  };
}

/** The id of the device that asked, where it is the one that redeems: the terminal that waits, or who asks now. */
function staysSame({ identity }: VisitorContext, { again, poll_hash }: Link): string | null {
  if (!again) return null;
  const itself = identity?.userId === again.userId && identity.deviceId === again.deviceId;
  return itself || poll_hash !== null ? again.deviceId : null;
}

/** A browser's link may be redeemed in another browser than the one that asked; a terminal's is for that terminal. */
function nameOf({ client, device_name }: Link, about: About): string {
  const names = [about.device_name, device_name];
  if (client === 'cli') names.reverse();
  return names.find(Boolean) ?? defaultName[client];
}

const defaultName = { browser: 'Browser', cli: 'Terminal' } as const;
