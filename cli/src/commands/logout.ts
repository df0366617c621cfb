/** `samedi logout` */
import { rmSync } from 'node:fs';
import { z } from 'zod';
import { SamediError } from '../../../src/lib/errors.ts';
import { post } from '../client/requests.ts';
import { type Auth, requireAuth } from '../home/auth-file.ts';
import type { Cli } from '../run/cli.ts';

export async function logout(cli: Cli): Promise<void> {
  const home = await cli.home();
  const auth = requireAuth(home.paths.auth);
  const told = await tellServer(cli, auth);
  rmSync(home.paths.auth, { force: true });
  if (cli.out.json) return cli.out.data({ email: auth.email, server_told: told });
  cli.out.line(`Signed out ${auth.email}. What is in this home stays.`);
}

/** The home is signed out even where the server cannot hear of it now. */
async function tellServer(cli: Cli, auth: Auth): Promise<boolean> {
  try {
    await post(auth, '/api/auth/logout', {}, z.unknown());
    return true;
  } catch (error) {
    if (!(error instanceof SamediError)) throw error;
    cli.out.warn(
      `${error.message}\nThe server still lists this device; remove it from another one with samedi devices revoke.`,
    );
    return false;
  }
}
