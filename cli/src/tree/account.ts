/** Who this home is at the server, and what else is signed in. */
import type { Add, Tree } from './add.ts';

export function addAccount(add: Add, tree: Tree): void {
  const { program } = tree;
  add(program, 'login <email>', 'sign this home in, by a link sent to your address', {
    speaksToServer: true,
    examples: ['samedi login you@example.com --endpoint https://samedi.example'],
  }).runs(async () => (await import('../commands/login.ts')).login);
  add(program, 'logout', 'sign this home out; what is here stays', { speaksToServer: true }).runs(
    async () => (await import('../commands/logout.ts')).logout,
  );
  add(program, 'whoami', 'show as whom this home is signed in').runs(
    async () => (await import('../commands/whoami.ts')).whoami,
  );
  const account = add(program, 'account', 'show the account at the server', {
    speaksToServer: true,
  });
  account.runs(async () => (await import('../commands/account.ts')).account);
  if (tree.mentions('account')) {
    add(account, 'email <address>', 'change your address, by a link sent to the new one').runs(
      async () => (await import('../commands/account-email.ts')).accountEmail,
    );
    const exported = add(account, 'export', 'fetch all that the server holds about you, as JSON');
    exported.option('--out <file>', 'write it into a file instead');
    exported.runs(async () => (await import('../commands/account-export.ts')).accountExport);
    const deleted = add(account, 'delete', 'delete all of it at the server; what is here stays');
    deleted.option('--confirm <address>', 'the address of the account, where nobody can be asked');
    deleted.runs(async () => (await import('../commands/account-delete.ts')).accountDelete);
  }
  const devices = add(program, 'devices', 'list what is signed in to your account', {
    speaksToServer: true,
  });
  devices.runs(async () => (await import('../commands/devices.ts')).devices);
  if (tree.mentions('devices')) {
    const revoked = add(devices, 'revoke [device]', 'sign one out, from its next request on', {
      examples: ['samedi devices revoke --all'],
    });
    revoked.option('--all', 'sign all of them out, this home included');
    revoked.runs(async () => (await import('../commands/device-revoke.ts')).deviceRevoke);
  }
}
