/** `samedi config edit` */
import { mkdirSync } from 'node:fs';
import { SamediError } from '../../../src/lib/errors.ts';
import { writeNew } from '../home/files.ts';
import { homePaths } from '../home/paths.ts';
import type { Cli } from '../run/cli.ts';
import { settingNow } from '../settings/now.ts';
import { allSettings } from '../settings/table.ts';
import { editUntilRight } from '../terminal/editor.ts';

const FIRST = `# Settings of Samedi. \`samedi config list\` shows those there are, and what holds now.
`;

export async function configEdit(cli: Cli): Promise<void> {
  const { root, config: path } = homePaths(cli.root);
  mkdirSync(root, { recursive: true, mode: 0o700 });
  writeNew(path, FIRST);
  await editUntilRight(cli, path, () => problemIn(cli));
  if (cli.out.json) return cli.out.data({ path });
  cli.out.line(`${path} is in order.`);
}

function problemIn(cli: Cli): SamediError | null {
  try {
    const source = cli.source();
    for (const [name] of allSettings) settingNow(source, name);
    return null;
  } catch (error) {
    if (error instanceof SamediError) return error;
    throw error;
  }
}
