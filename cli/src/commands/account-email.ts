/** `samedi account email ADDRESS` */
import { z } from 'zod';
import { SamediError } from '../../../src/lib/errors.ts';
import { AddressAsked } from '../../../src/lib/wire/account.ts';
import { post } from '../client/requests.ts';
import { requireSignIn } from '../client/target.ts';
import type { Cli } from '../run/cli.ts';

export async function accountEmail(cli: Cli, email: string): Promise<void> {
  if (!z.email().safeParse(email).success) {
    throw new SamediError('usage', `"${email}" is not an e-mail address.`, {
      next: 'Run: samedi account email new@example.com',
    });
  }
  const auth = requireSignIn(await cli.home());
  const asked = await post(auth, '/api/account/address', { email }, AddressAsked);
  if (cli.out.json) return cli.out.data({ email, ...asked });
  cli.out.line(asked.message);
}
