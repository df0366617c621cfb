/** What is said of a sign-in link that cannot be used. */
import { SamediError } from '../../lib/errors.ts';

type Client = 'browser' | 'cli';

export function linkInvalid(): SamediError {
  return new SamediError(
    'link_invalid',
    'This is no sign-in link of ours; part of it may be missing.',
    { next: 'Use the whole link from the newest mail, or ask for a new one.' },
  );
}

export function linkExpired(client: Client): SamediError {
  return new SamediError(
    'link_expired',
    'A sign-in link works for 15 minutes, and they are over.',
    { next: askAgain[client] },
  );
}

export function linkUsed(client: Client): SamediError {
  return new SamediError('link_used', 'A sign-in link works once, and this one was used already.', {
    next: askAgain[client],
  });
}

export function linkClosed(client: Client): SamediError {
  return new SamediError(
    'link_expired',
    'This sign-in link is closed: the code was wrong 5 times.',
    { next: askAgain[client] },
  );
}

const askAgain = {
  browser: 'Ask for a new one.',
  cli: 'Ask for a new one at the terminal: samedi login you@example.com',
} as const;
