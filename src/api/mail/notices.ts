/** Mails that only tell something. No mail program makes a link of what a stranger typed into them. */
import type { Context } from '../context.ts';
import { compose } from './compose.ts';
import type { Mail } from './sender.ts';

interface NewSignIn {
  email: string;
  client: 'browser' | 'cli';
  /** What the device calls itself. */
  name: string;
  timeZone: string;
}

export function newSignInMail(ctx: Context, { email, client, name, timeZone }: NewSignIn): Mail {
  const kind = client === 'cli' ? 'A terminal' : 'A browser';
  const content = compose('A new sign-in to Samedi', [
    `${kind} was signed in to your account with ${email}. It calls itself “${asLetters(name)}”.`,
    momentAndPlace(ctx, timeZone),
    'If it was you, there is nothing to do. If it was not, sign in and sign out everywhere:',
    { link: `${ctx.settings.appUrl}/settings#devices` },
  ]);
  return { to: email, ...content };
}

export function deletionMail(
  ctx: Context,
  { email, time_zone }: { email: string; time_zone: string },
): Mail {
  const content = compose('Your account for Samedi is being deleted', [
    `Somebody who is signed in asked to delete the account of ${email}, with all that the server holds of it.`,
    momentAndPlace(ctx, time_zone),
    'What is on your own computers stays there. If it was not you, sync them again with a new account, and look after your mail: whoever asked had signed in by it in the ten minutes before.',
  ]);
  return { to: email, ...content };
}

/** When, where the learner is, and from where, as far as that is known. */
function momentAndPlace({ now, place }: Context, timeZone: string): string {
  const moment = new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone,
  }).format(now());
  return `When: ${moment} (${timeZone}). From: ${place ?? 'not known'}.`;
}

function asLetters(name: string): string {
  return name.replaceAll(/[^\p{L}\p{M}\p{N}' _-]+/gu, ' ').trim();
}
