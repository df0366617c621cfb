/** The end of every way to sign in: a link that may be used, spent for a device. */
import type { SignedIn } from '../../lib/wire/auth.ts';
import type { VisitorContext } from '../context.ts';
import { notify } from '../mail/mail.ts';
import { newSignInMail } from '../mail/notices.ts';
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

/** Tells the address of a device that is new. Throws `link_used` where somebody was first. */
export async function signDeviceIn(
  ctx: VisitorContext,
  link: Link,
  about: About,
): Promise<Verified> {
  const { email, client, next } = link;
  const device = await redeem(ctx, link, about);
  if (!device) throw linkUsed(client);
  if (!device.again) await notify(ctx, newSignInMail(ctx, { ...device, email, client }));
  const token = await signToken(device, client, ctx.now(), ctx.settings);
  const { userId: user_id, deviceId: device_id } = device;
  return { client, next, signedIn: { token, device_id, user_id, email } };
}
