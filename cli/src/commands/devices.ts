/** `samedi devices` */

import { relativeDayText } from '../../../src/lib/text/format.ts';
import { dayIn } from '../../../src/lib/time/days.ts';
import { DeviceList } from '../../../src/lib/wire/devices.ts';
import { get } from '../client/requests.ts';
import { requireSignIn } from '../client/target.ts';
import type { Cli } from '../run/cli.ts';
import { columns } from '../terminal/table.ts';

export const kindWords = { browser: 'browser', cli: 'terminal' } as const;

export async function devices(cli: Cli): Promise<void> {
  const home = await cli.home();
  const { devices } = await get(requireSignIn(home), '/api/devices', {}, DeviceList);
  if (cli.out.json) return cli.out.data({ devices });
  const { timeZone } = home.settings;
  const today = dayIn(cli.now(), timeZone);
  const dayOf = (ms: number) => relativeDayText(dayIn(ms, timeZone), today);
  const rows = devices.map((device) => [
    device.id.slice(0, 8),
    device.name,
    kindWords[device.kind],
    `added: ${dayOf(device.created_at)}`,
    `last seen: ${dayOf(device.last_seen_at)}${device.current ? '  (this one)' : ''}`,
  ]);
  for (const line of columns(rows)) cli.out.line(line);
}
