/** `auth.json`: where and as whom this home is signed in. */
import { SamediError } from '../../../src/lib/errors.ts';
import { readIfThere, writeWhole } from './files.ts';

export interface Auth {
  /** The server's address, without a slash at the end; the token is for it alone. */
  endpoint: string;
  device_id: string;
  user_id: string;
  email: string;
  token: string;
}

/** Null where the home is not signed in. Throws `home_unusable` where the file is not what login wrote. */
export function readAuth(path: string): Auth | null {
  const bytes = readIfThere(path);
  if (!bytes) return null;
  const auth = parse(bytes.toString('utf8'));
  if (auth) return auth;
  throw new SamediError('home_unusable', `${path} is not what samedi login writes.`, {
    next: 'Sign in again: samedi login you@example.com --endpoint URL',
  });
}

function parse(text: string): Auth | null {
  try {
    const value = JSON.parse(text);
    const names = ['endpoint', 'device_id', 'user_id', 'email', 'token'] as const;
    return names.every((name) => typeof value[name] === 'string') ? value : null;
  } catch {
    return null; // The caller says what to do about it.
  }
}

/** Readable by its owner only. */
export function writeAuth(path: string, auth: Auth): void {
  writeWhole(path, `${JSON.stringify(auth, null, 2)}\n`, 0o600);
}

export function requireAuth(path: string): Auth {
  const auth = readAuth(path);
  if (auth) return auth;
  throw new SamediError('not_signed_in', 'Not signed in.', {
    next: 'Run: samedi login you@example.com',
  });
}
