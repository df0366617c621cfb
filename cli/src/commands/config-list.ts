/** `samedi config list` */
import type { Cli } from '../run/cli.ts';
import { settingNow } from '../settings/now.ts';
import { allSettings, otherwiseOf, settings } from '../settings/table.ts';
import { columns } from '../terminal/table.ts';

export async function configList(cli: Cli): Promise<void> {
  const source = cli.source();
  const now = allSettings.map(([name]) => settingNow(source, name));
  if (cli.out.json) return cli.out.data({ settings: now });
  const rows = now.map(({ key, value, from }) => [
    key,
    String(value ?? otherwiseOf(settings[key])),
    cli.out.paint('dim', from),
  ]);
  for (const line of columns(rows)) cli.out.line(line);
}
