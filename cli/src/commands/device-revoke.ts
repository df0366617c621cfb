/** `samedi devices revoke DEVICE` */
import { rmSync } from 'node:fs';
import { z } from 'zod';
import { SamediError } from '../../../src/lib/errors.ts';
import { DeviceList } from '../../../src/lib/wire/devices.ts';
import { pick } from '../arguments/pick.ts';
import { get, remove } from '../client/requests.ts';
import { requireSignIn } from '../client/target.ts';
import type { Cli } from '../run/cli.ts';

export async function deviceRevoke(cli: Cli, idText: string): Promise<void> {
  const home = await cli.home();
  const auth = requireSignIn(home);
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
