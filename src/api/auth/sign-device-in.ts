/** The end of every way to sign in: a link that may be used, spent for a new device. */
import type { SignedIn } from '../../lib/wire/auth.ts';
import type { Context } from '../context.ts';
import { signToken } from './identity.ts';
import { linkUsed } from './link-errors.ts';
import type { Link } from './links.ts';
import { type About, redeem } from './redeem.ts';

export interface Verified {
  /** What the link was for: a browser, or a terminal that waits for it. */
  client: Link['client'];
  /** The page to end at. */
  next: string;
  signedIn: SignedIn;
}

/** Throws `link_used` where somebody was first. */
export async function signDeviceIn(ctx: Context, link: Link, about: About): Promise<Verified> {
  const device = await redeem(ctx, link, about);
  if (!device) throw linkUsed(link.client);
  const token = await signToken(device, link.client, ctx.now(), ctx.settings);
  const { userId: user_id, deviceId: device_id } = device;
  const signedIn = { token, device_id, user_id, email: link.email };
  return { client: link.client, next: link.next, signedIn };
}
