/** `samedi config path` */

import { homePaths } from '../home/paths.ts';
import type { Cli } from '../run/cli.ts';

export async function configPath(cli: Cli): Promise<void> {
  const { config } = homePaths(cli.root);
  if (cli.out.json) return cli.out.data({ path: config });
  cli.out.line(config);
}
