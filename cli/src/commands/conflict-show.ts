/** `samedi sync conflicts show NAME` */

import { kindWords } from '../../../src/lib/wire/kinds.ts';
import { readAuth } from '../home/auth-file.ts';
import type { Cli } from '../run/cli.ts';
import { requireConflict } from '../sync/conflicts/conflicts.ts';
import { difference, fieldDifferences, titleOf } from '../sync/conflicts/texts.ts';

const colours = { '-': 'red', '+': 'green', ' ': 'dim' } as const;

export async function conflictShow(cli: Cli, name: string): Promise<void> {
  const home = await cli.home();
  const conflict = requireConflict(home.db, name);
  const lines = difference(home, conflict);
  const fields = fieldDifferences(home, conflict);
  if (cli.out.json) return cli.out.data({ ...conflict, fields, difference: lines });
  cli.out.line(cli.out.paint('bold', `${kindWords[conflict.kind]} ${titleOf(home, conflict)}`));
  const own = readAuth(home.paths.auth)?.device_id === conflict.device_id;
  const device = own ? 'this device' : `device ${conflict.device_id.slice(0, 8)}`;
  for (const { where, now, lost } of fields) {
    // What runs over lines, as a whole chunk, is in the difference below.
    if (`${now}${lost}`.includes('\n')) cli.out.line(`${where}: both differ`);
    else
      cli.out.line(
        `${where}: ${now ?? 'nothing'} ${own ? 'now' : 'here'}, ${lost ?? 'nothing'} on ${device}`,
      );
  }
  cli.out.line(`- as it is now, + the version that lost, of ${device}`);
  for (const { mark, text } of lines) cli.out.line(cli.out.paint(colours[mark], `${mark} ${text}`));
}
