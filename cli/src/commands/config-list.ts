/** `samedi config list` */
import type { Cli } from '../run/cli.ts';
import { keys } from '../settings/keys.ts';
import { allSettings } from '../settings/now.ts';
import { columns } from '../terminal/table.ts';

export async function configList(cli: Cli): Promise<void> {
  const settings = allSettings(cli.source());
  if (cli.out.json) return cli.out.data({ settings });
  const rows = settings.map(({ key, value, from }) => [
    key,
    String(value ?? keys[key]?.otherwise ?? ''),
    cli.out.paint('dim', from),
  ]);
  for (const line of columns(rows)) cli.out.line(line);
}
