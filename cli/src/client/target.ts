/** Which server a command speaks to. */
import { SamediError } from '../../../src/lib/errors.ts';
import { type Auth, readAuth, requireAuth } from '../home/auth-file.ts';
import type { Home } from '../home/home.ts';

/** Where to sign in: the server that is set, else that of the last sign-in. Throws `usage`. */
export function requireEndpoint({ settings, paths }: Home): string {
  const endpoint = settings.endpoint ?? readAuth(paths.auth)?.endpoint;
  if (endpoint) return endpoint;
  throw new SamediError('usage', 'No server is set.', {
    next: 'Give its address with --endpoint URL, or as cloudflare_endpoint in [sync] of config.toml.',
  });
}

/** The sign-in at the chosen server: a token is never sent to another. Throws `not_signed_in`. */
export function requireSignIn(home: Pick<Home, 'paths' | 'settings'>): Auth {
  const auth = requireAuth(home.paths.auth);
  const { endpoint } = home.settings;
  if (endpoint === null || endpoint === auth.endpoint) return auth;
  throw new SamediError('not_signed_in', `Signed in at ${auth.endpoint}, not at ${endpoint}.`, {
    next: `Run: samedi login ${auth.email} --endpoint ${endpoint}`,
  });
}
