/** The mail with a sign-in link. Nothing in it was written by whoever asked: it may be a stranger. */
import { type Content, compose } from './compose.ts';
import type { Mail } from './sender.ts';

interface SignIn {
  email: string;
  client: 'browser' | 'cli';
  token: string;
  /** Without a slash at the end. */
  appUrl: string;
}

export function signInMail({ email, client, token, appUrl }: SignIn): Mail {
  const link = `${appUrl}/auth/verify?token=${token}`;
  return { to: email, ...(client === 'cli' ? terminalMail(link, token) : browserMail(link)) };
}

function browserMail(link: string): Content {
  return compose('Sign in to Samedi', [
    'Open this link and press the button on the page. It works once, for 15 minutes:',
    { link },
    'If you did not ask for it, there is nothing to do: without the link nobody gets in.',
  ]);
}

function terminalMail(link: string, token: string): Content {
  return compose('Sign your terminal in to Samedi', [
    'Open this link and type in the code that your terminal shows. It works once, for 15 minutes:',
    { link },
    'No browser at hand? Paste this at the prompt in your terminal instead:',
    { token },
    'If you did not ask for it, there is nothing to do. Type in no code that somebody else gives you, and pass nothing in this mail on.',
  ]);
}
