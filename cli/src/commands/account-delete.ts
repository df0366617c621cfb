/** `samedi account delete`: deletes what the server holds; what is in this home stays. */
import { rmSync } from 'node:fs';
import { SamediError } from '../../../src/lib/errors.ts';
import { AccountAnswer, DeletionAnswer } from '../../../src/lib/wire/account.ts';
import { get, remove } from '../client/requests.ts';
import { requireSignIn } from '../client/target.ts';
import type { Auth } from '../home/auth-file.ts';
import type { Cli } from '../run/cli.ts';
import { canAsk, typed } from '../terminal/ask.ts';

export async function accountDelete(cli: Cli, { confirm }: { confirm?: string }): Promise<void> {
  const home = await cli.home();
  const auth = requireSignIn(home);
  const email = await addressOf(auth);
  requireSame(email, confirm?.trim() ?? (await askFor(cli, auth, email)));
  cli.out.progress('Deleting …');
  await deleteAll(auth);
  cli.out.progress('');
  rmSync(home.paths.auth, { force: true });
  if (cli.out.json) return cli.out.data({ email, endpoint: auth.endpoint, deleted: true });
  cli.out.line(`Deleted the account of ${email} at ${auth.endpoint}. What is in this home stays.`);
}

/** As the server knows it: it may have been changed in a browser. A deletion that was begun tells nothing any more. */
async function addressOf(auth: Auth): Promise<string> {
  try {
    return (await get(auth, '/api/account', {}, AccountAnswer)).email;
  } catch (error) {
    if (error instanceof SamediError && error.code === 'account_deleting') return auth.email;
    if (error instanceof SamediError && error.code === 'device_revoked')
      throw notKnown(auth, error);
    throw error;
  }
}

/** Asks until nothing is left. Its device is the last to go: if it is not known any more, all is gone. */
async function deleteAll(auth: Auth): Promise<void> {
  let begun = false;
  for (;;) {
    try {
      if ((await remove(auth, '/api/account', DeletionAnswer)).deleted) return;
      begun = true;
    } catch (error) {
      if (begun && error instanceof SamediError && error.code === 'device_revoked') return;
      throw error;
    }
  }
}

async function askFor(cli: Cli, { endpoint }: Auth, email: string): Promise<string> {
  if (!canAsk()) {
    throw new SamediError('usage', 'Deleting an account has to be confirmed.', {
      next: `Run: samedi account delete --confirm ${email}`,
    });
  }
  cli.out.note(
    `This deletes all that ${endpoint} holds of ${email}: plans, sessions, cards and backups there, for all devices. It cannot be undone. What is in this home stays.`,
  );
  return typed('Type the address to confirm:');
}

function requireSame(email: string, typed: string): void {
  if (typed.toLowerCase() === email) return;
  throw new SamediError('invalid_input', `"${typed}" is not this account's address.`, {
    next: `Nothing was deleted. The address is ${email}.`,
  });
}

function notKnown({ endpoint }: Auth, cause: SamediError): SamediError {
  return new SamediError(
    'device_revoked',
    `${endpoint} does not know this device any more: it was signed out, or its account is deleted already.`,
    { next: 'If the account is deleted: samedi logout. Else sign in again: samedi login.', cause },
  );
}
