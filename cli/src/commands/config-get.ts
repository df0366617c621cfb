/** `samedi config get SETTING` */
import type { Cli } from '../run/cli.ts';
import { settingNamed } from '../settings/named.ts';
import { settingNow } from '../settings/now.ts';
import { otherwiseOf, settings } from '../settings/table.ts';

export async function configGet(cli: Cli, text: string): Promise<void> {
  const name = settingNamed(text);
  const setting = settingNow(cli.source(), name);
  if (cli.out.json) return cli.out.data(setting);
  if (setting.value !== null) return cli.out.line(String(setting.value));
  cli.out.note(`${name} is not set; by default: ${otherwiseOf(settings[name])}.`);
}
