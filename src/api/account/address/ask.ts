/** POST /api/account/address and the form on /settings: asks for another address. */
import { SamediError } from '../../../lib/errors.ts';
import type { AddressAsked } from '../../../lib/wire/account.ts';
import {
  askingByAddress,
  askingByNetwork,
  askingByUser,
  requireAllowed,
} from '../../auth/attempts.ts';
import { LINK_LIVES } from '../../auth/links.ts';
import { requireRecent } from '../../auth/recent.ts';
import { hash, randomToken } from '../../auth/secrets.ts';
import type { DeviceContext } from '../../context.ts';
import { requireSignedIn, signedOut } from '../../db/owned.ts';
import { newAddressMail, oldAddressMail } from '../../mail/address-mail.ts';
import { send } from '../../mail/mail.ts';

/**
 * Mails a link to the new address and a notice to the old one. A link that was asked for before is void. Whether the
 * new address has an account is not looked up: the answer can't tell. Throws `sign_in_again`, `rate_limited`,
 * `mail_failed`, and `invalid_input` for the address that it is already.
 */
export async function askForAddress(
  ctx: DeviceContext,
  { email }: { email: string },
): Promise<AddressAsked> {
  const account = await requireSignedIn(ctx);
  requireRecent(ctx, account);
  if (email === account.email) throw unchanged();
  await requireAllowed(
    ctx,
    [askingByUser(account.id), askingByAddress(email, 'browser'), ...askingByNetwork(ctx)],
    'Too many links were asked for.',
  );
  const token = randomToken();
  // Nothing is left of an account that is being deleted meanwhile, nor asked for by a device that was signed out.
  const noted = await ctx.db
    .prepare(
      `INSERT OR REPLACE INTO email_changes (user_id, link_hash, old_email, new_email, device_id, created_at)
       SELECT u.id, ?3, u.email, ?4, d.id, ?5 FROM users u JOIN devices d ON d.user_id = u.id
       WHERE u.id = ?1 AND u.deleting_at IS NULL AND d.id = ?2 AND d.revoked_at IS NULL RETURNING 1`,
    )
    .bind(account.id, ctx.identity.deviceId, await hash(token), email, ctx.now())
    .first();
  if (!noted) throw signedOut();
  const change = {
    oldEmail: account.email,
    newEmail: email,
    token,
    appUrl: ctx.settings.appUrl,
  };
  // The notice first: a link must not be on its way without it.
  await send(ctx, oldAddressMail(change));
  await send(ctx, newAddressMail(change));
  return {
    message: `A link is on its way to ${email}. Open it to confirm; it works once, for 15 minutes.`,
    expires_in_seconds: LINK_LIVES / 1000,
  };
}

function unchanged(): SamediError {
  return new SamediError('invalid_input', 'This is the address of the account already.', {
    next: 'Give another one.',
    issues: ['email: This is the address of the account already.'],
  });
}
