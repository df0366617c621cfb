/** Which server a command speaks to. */
import { SamediError } from '../../../src/lib/errors.ts';
import type { Cli } from '../cli.ts';
import { type Auth, requireAuth } from '../home/auth-file.ts';
import type { Home } from '../home/home.ts';
import { readEndpoint } from '../home/settings.ts';

/** The flag, else the environment, else the config; null where none says. Throws `usage` for a flag that is no address. */
export function chosenEndpoint(cli: Cli, home: Home): string | null {
  if (cli.endpointFlag === undefined) return home.settings.endpoint;
  const endpoint = readEndpoint(cli.endpointFlag);
  if (typeof endpoint === 'string') return endpoint;
  throw new SamediError('usage', `"${cli.endpointFlag}" is not a server's address.`, {
    next: `It has to be ${endpoint.expected}.`,
  });
}

/** Where to sign in. Throws `usage` where no server is set. */
export function requireEndpoint(cli: Cli, home: Home): string {
  const endpoint = chosenEndpoint(cli, home);
  if (endpoint) return endpoint;
  throw new SamediError('usage', 'No server is set.', {
    next: 'Give its address with --endpoint URL, or as cloudflare_endpoint in [sync] of config.toml.',
  });
}

/** The sign-in, for the server that is chosen: a token is never sent to another. Throws `not_signed_in`. */
export function requireSignIn(cli: Cli, home: Home): Auth {
  const auth = requireAuth(home.paths.auth);
  const endpoint = chosenEndpoint(cli, home);
  if (endpoint === null || endpoint === auth.endpoint) return auth;
  throw new SamediError('not_signed_in', `Signed in at ${auth.endpoint}, not at ${endpoint}.`, {
    next: `Run: samedi login ${auth.email} --endpoint ${endpoint}`,
  });
}
