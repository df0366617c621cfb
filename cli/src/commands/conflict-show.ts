/** `samedi sync conflicts show NAME` */
import type { Cli } from '../cli.ts';
import { difference, titleOf } from '../sync/conflict-texts.ts';
import { requireConflict } from '../sync/conflicts.ts';

const colours = { '-': 'red', '+': 'green', ' ': 'dim' } as const;

export async function conflictShow(cli: Cli, name: string): Promise<void> {
  const home = await cli.home();
  const conflict = requireConflict(home.db, name);
  const lines = difference(home, conflict);
  if (cli.out.json) return cli.out.data({ ...conflict, difference: lines });
  cli.out.line(cli.out.paint('bold', `${conflict.kind.slice(0, -1)} ${titleOf(home, conflict)}`));
  cli.out.line(`- as it is now, + the version that lost, of device ${conflict.device_id}`);
  for (const { mark, text } of lines) cli.out.line(cli.out.paint(colours[mark], `${mark} ${text}`));
}
