/** `samedi whoami` */

import { requireAuth } from '../home/auth-file.ts';
import type { Cli } from '../run/cli.ts';

export async function whoami(cli: Cli): Promise<void> {
  const home = await cli.home();
  const { email, endpoint, device_id, user_id } = requireAuth(home.paths.auth);
  if (cli.out.json) return cli.out.data({ email, endpoint, device_id, user_id });
  cli.out.line(`${email} at ${endpoint}`);
}
