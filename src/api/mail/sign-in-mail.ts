/** The mail with a sign-in link. Nothing in it was written by whoever asked: it may be a stranger. */
import { type Content, compose } from './compose.ts';
import type { Mail } from './sender.ts';

interface SignIn {
  email: string;
  client: 'browser' | 'cli';
  token: string;
  /** Six digits. */
  code: string;
  /** Without a slash at the end. */
  appUrl: string;
}

export function signInMail({ email, client, token, code, appUrl }: SignIn): Mail {
  const link = `${appUrl}/auth/verify?token=${token}`;
  const spaced = `${code.slice(0, 3)} ${code.slice(3)}`;
  return { to: email, ...(client === 'cli' ? terminalMail : browserMail)(link, spaced) };
}

/** To an address that has no account, where none is made for it. Said here alone: who asked may be a stranger. */
export function noAccountMail({ email, appUrl }: Pick<SignIn, 'email' | 'appUrl'>): Mail {
  const content = compose('No account for this address', [
    `Somebody asked to sign in to Samedi at ${appUrl} with this address. It has no account there, and this server makes no new ones for it.`,
    'If it was you, ask whoever runs the server to invite this address, or sign in with the one that you used before. If it was not, there is nothing to do.',
  ]);
  return { to: email, ...content };
}

function browserMail(link: string, code: string): Content {
  return compose('Sign in to Samedi', [
    'Open this link in the browser where you asked for it, and press the button on the page. It works once, for 15 minutes:',
    { link },
    'Anywhere else the page asks for this code, too. The page where you asked for the link takes the code alone:',
    { code },
    'If you did not ask for it, there is nothing to do: without this mail nobody gets in. Give the code to nobody.',
  ]);
}

function terminalMail(link: string, code: string): Content {
  return compose('Sign your terminal in to Samedi', [
    'Open this link and type in the code that your terminal shows. It works once, for 15 minutes:',
    { link },
    'No browser at hand? Type this code at the prompt in your terminal instead:',
    { code },
    'If you did not ask for it, there is nothing to do. Type in no code that somebody else gives you, and pass nothing in this mail on.',
  ]);
}
