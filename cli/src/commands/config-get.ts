/** `samedi config get KEY` */
import type { Cli } from '../run/cli.ts';
import { requireKey } from '../settings/keys.ts';
import { settingNow } from '../settings/now.ts';

export async function configGet(cli: Cli, name: string): Promise<void> {
  const key = requireKey(name);
  const setting = settingNow(cli.source(), name, key);
  if (cli.out.json) return cli.out.data(setting);
  if (setting.value !== null) return cli.out.line(String(setting.value));
  cli.out.note(`${name} is not set; by default: ${key.otherwise}.`);
}
