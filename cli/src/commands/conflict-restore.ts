/** `samedi sync conflicts restore NAME`: the version that lost becomes a new edit, and wins. */
import { SamediError, UPGRADE } from '../../../src/lib/errors.ts';
import { kindWords } from '../../../src/lib/wire/kinds.ts';
import { recordSchemas } from '../../../src/lib/wire/records.ts';
import { untrackedChange } from '../home/tracking.ts';
import { recordKinds } from '../kinds/kinds.ts';
import type { Cli } from '../run/cli.ts';
import { dropConflict, type KeptConflict, requireConflict } from '../sync/conflicts/conflicts.ts';
import { titleOf } from '../sync/conflicts/texts.ts';

export async function conflictRestore(cli: Cli, name: string): Promise<void> {
  const home = await cli.home();
  const conflict = requireConflict(home.db, name);
  const title = titleOf(home, conflict);
  recordKinds[conflict.kind].edit(home, conflict.record_id, keptData(conflict));
  untrackedChange(home.db, () => dropConflict(home.db, conflict.id));
  if (cli.out.json)
    return cli.out.data({ name: conflict.name, kind: conflict.kind, id: conflict.record_id });
  const done = conflict.data === null ? 'Deleted' : 'Put back';
  cli.out.line(`${done} ${kindWords[conflict.kind]} ${title}. Send it with: samedi sync`);
}

/** Null where the version that lost was a deletion. Throws `invalid_record`. */
function keptData({ kind, data }: KeptConflict): object | null {
  if (data === null) return null;
  const parsed = recordSchemas[kind].data.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new SamediError('invalid_record', 'The kept version cannot be read.', {
    next: UPGRADE,
  });
}
