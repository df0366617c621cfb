/** `samedi sync conflicts` */

import { momentText, withinSentence } from '../../../src/lib/text/format.ts';
import { dayIn, utcOffsetMinutes } from '../../../src/lib/time/days.ts';
import { kindWords } from '../../../src/lib/wire/kinds.ts';
import type { Cli } from '../run/cli.ts';
import { openConflicts } from '../sync/conflicts/conflicts.ts';
import { titleOf } from '../sync/conflicts/texts.ts';
import { columns } from '../terminal/table.ts';

export async function conflicts(cli: Cli): Promise<void> {
  const home = await cli.home();
  const all = openConflicts(home.db);
  if (cli.out.json) return cli.out.data(all);
  if (all.length === 0) return cli.out.line('No conflicts.');
  const { timeZone } = home.settings;
  const at = (ms: number) =>
    withinSentence(momentText(ms, utcOffsetMinutes(ms, timeZone), dayIn(cli.now(), timeZone)));
  const rows = all.map((conflict) => [
    conflict.name,
    kindWords[conflict.kind],
    titleOf(home, conflict),
    conflict.data === null ? 'deleted' : 'written',
    at(conflict.updated_at),
  ]);
  for (const line of columns(rows)) cli.out.line(line);
  cli.out.note('These lost to a newer version. Look with: samedi sync conflicts show NAME');
}
