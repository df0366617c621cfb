/** `samedi sync conflicts drop NAME` */

import { untrackedChange } from '../home/tracking.ts';
import type { Cli } from '../run/cli.ts';
import { dropConflict, requireConflict } from '../sync/conflicts/conflicts.ts';

export async function conflictDrop(cli: Cli, name: string): Promise<void> {
  const { db } = await cli.home();
  const conflict = requireConflict(db, name);
  untrackedChange(db, () => dropConflict(db, conflict.id));
  if (cli.out.json) return cli.out.data({ name: conflict.name, id: conflict.id });
  cli.out.line(
    `Dropped ${conflict.name}; what is there now stays. Your other devices hear of it with the next sync.`,
  );
}
