/** `samedi devices revoke DEVICE`, and with `--all` */
import { rmSync } from 'node:fs';
import { z } from 'zod';
import { SamediError } from '../../../src/lib/errors.ts';
import { AllRevoked, DeviceList } from '../../../src/lib/wire/devices.ts';
import { pick } from '../arguments/pick.ts';
import { get, remove } from '../client/requests.ts';
import { requireSignIn } from '../client/target.ts';
import type { Auth } from '../home/auth-file.ts';
import type { Home } from '../home/home.ts';
import type { Cli } from '../run/cli.ts';

export async function deviceRevoke(
  cli: Cli,
  idText: string | undefined,
  { all = false }: { all?: boolean },
): Promise<void> {
  if (all === (idText !== undefined)) {
    throw new SamediError('usage', 'Name one device, or all of them with --all.', {
      next: 'Run: samedi devices',
    });
  }
  const home = await cli.home();
  const auth = requireSignIn(home);
  if (idText === undefined) return revokeAll(cli, home, auth);
  const { devices } = await get(auth, '/api/devices', {}, DeviceList);
  const id = pick(
    idText,
    devices.map((device) => device.id),
  );
  const device = devices.find((one) => one.id === id);
  if (!device) {
    throw new SamediError('not_found', `There is no device "${idText}".`, {
      next: 'Run: samedi devices',
    });
  }
  await remove(auth, `/api/devices/${device.id}`, z.unknown());
  if (device.current) rmSync(home.paths.auth, { force: true });
  if (cli.out.json) return cli.out.data(device);
  cli.out.line(
    device.current
      ? `Signed out this home. What is in it stays.`
      : `Signed out ${device.name} (${device.id.slice(0, 8)}).`,
  );
}

async function revokeAll(cli: Cli, home: Home, auth: Auth): Promise<void> {
  const { revoked } = await remove(auth, '/api/devices', AllRevoked);
  rmSync(home.paths.auth, { force: true });
  if (cli.out.json) return cli.out.data({ revoked });
  const others = revoked === 1 ? '' : ` and ${revoked - 1} more`;
  cli.out.line(`Signed out this home${others}. What is in it stays.`);
}
