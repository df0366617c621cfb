/** The mails of a change of address: a link to the new one, a notice to the old one. */
import { compose } from './compose.ts';
import type { Mail } from './sender.ts';

interface Change {
  oldEmail: string;
  newEmail: string;
  token: string;
  /** Without a slash at the end. */
  appUrl: string;
}

export function newAddressMail({ oldEmail, newEmail, token, appUrl }: Change): Mail {
  const content = compose('Confirm your new address for Samedi', [
    `Somebody who is signed in to the account of ${oldEmail} asked for it to go by this address. If that account is yours, open this link and press the button on the page; then this address signs in to it. It works once, for 15 minutes:`,
    { link: `${appUrl}/auth/address?token=${token}` },
    'If it is not yours, leave the link alone: with it this address would belong to an account that others use. Without it nothing changes.',
  ]);
  return { to: newEmail, ...content };
}

export function oldAddressMail({ oldEmail, newEmail, appUrl }: Change): Mail {
  const content = compose('Your address for Samedi is about to change', [
    `Somebody who is signed in to your account asked to change its address to ${newEmail}. Once the link that was sent there is opened, this address does not sign in any more.`,
    'If it was you, there is nothing to do. If it was not, sign in now and sign out the devices that you do not know; that makes the link worthless:',
    { link: `${appUrl}/settings` },
  ]);
  return { to: oldEmail, ...content };
}
