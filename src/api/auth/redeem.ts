/** The one place where a device comes to be. */
import type { Context } from '../context.ts';
import type { Rows } from '../db/rows.ts';
import type { Identity } from './identity.ts';
import type { Link } from './links.ts';

/** Milliseconds for which a redemption is remembered: longer than its link lives, by more than clocks differ. */
const REMEMBERED = 3_600_000;

/** What the one who redeems says about the device. */
export interface About {
  device_name?: string | undefined;
  time_zone?: string | undefined;
}

/**
 * A new device for the link's address, and its user where there is none yet. Null where somebody was first.
 *
 * One transaction, decided by the primary key of `redemptions`: whoever inserts the link's row wins, and all that
 * follows is selected from that row by the winner's own device id. So a loser leaves nothing behind.
 */
export async function redeem(ctx: Context, link: Link, about: About): Promise<Identity | null> {
  const now = ctx.now();
  const deviceId = crypto.randomUUID();
  const own = 'FROM redemptions WHERE link_hash = ?1 AND device_id = ?2';
  // A browser's link may be redeemed in another browser than the one that asked; a terminal's is for that terminal.
  const names = [about.device_name, link.device_name];
  if (link.client === 'cli') names.reverse();
  const name = names.find(Boolean) ?? defaultName[link.client];
  const [won] = await ctx.db.batch<Pick<Rows['redemptions'], 'user_id'>>([
    ctx.db
      .prepare(
        `INSERT INTO redemptions (link_hash, device_id, user_id, redeemed_at, poll_hash)
         VALUES (?1, ?2, coalesce((SELECT id FROM users WHERE email = ?3), ?4), ?5, ?6)
         ON CONFLICT DO NOTHING RETURNING user_id`,
      )
      .bind(link.hash, deviceId, link.email, crypto.randomUUID(), now, link.poll_hash),
    // A zone that the learner has set stays: UTC is what a user has who never did.
    ctx.db
      .prepare(
        `INSERT INTO users (id, email, created_at, epoch, time_zone)
         SELECT user_id, ?3, ?4, ?5, ?6 ${own}
         ON CONFLICT (email) DO UPDATE SET time_zone = excluded.time_zone
           WHERE users.time_zone = 'UTC' AND excluded.time_zone <> 'UTC'`,
      )
      .bind(link.hash, deviceId, link.email, now, crypto.randomUUID(), about.time_zone ?? 'UTC'),
    ctx.db
      .prepare(
        `INSERT INTO devices (user_id, id, kind, name, created_at, last_seen_at)
         SELECT user_id, device_id, ?3, ?4, ?5, ?5 ${own}`,
      )
      .bind(link.hash, deviceId, link.client, name, now),
    ctx.db.prepare('DELETE FROM redemptions WHERE redeemed_at <= ?1').bind(now - REMEMBERED),
  ]);
  const row = won!.results[0];
  return row ? { userId: row.user_id, deviceId } : null;
}

const defaultName = { browser: 'Browser', cli: 'Terminal' } as const;
