/** `samedi config set SETTING VALUE` */
import { existsSync } from 'node:fs';
import { homePaths } from '../home/paths.ts';
import type { Cli } from '../run/cli.ts';
import { valueToWrite, writeSetting } from '../settings/change.ts';
import { settingNamed } from '../settings/named.ts';
import { settings, variableOf } from '../settings/table.ts';

export async function configSet(cli: Cli, text: string, valueText: string): Promise<void> {
  const name = settingNamed(text);
  const value = valueToWrite(name, valueText);
  const paths = homePaths(cli.root);
  writeSetting(paths, name, value);
  const variable = variableOf(name, settings[name]);
  if (cli.env[variable]) cli.out.warn(`${variable} is set, and goes before the config.`);
  if (cli.out.json) return cli.out.data({ key: name, value });
  cli.out.line(`${name} is now ${value === '' ? 'not set' : value}.`);
  if (name === 'sync.enabled' && value === true && !existsSync(paths.auth)) {
    cli.out.note('It begins once this home is signed in: samedi login EMAIL');
  }
}
