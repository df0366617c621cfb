/** `samedi backup verify ID|FILE`: fetches it, compares its hash, opens it, and has SQLite look at every page. */
import { contentsText } from '../../../src/lib/backups/contents-text.ts';
import { withScratch } from '../backup/folder.ts';
import { openBackup } from '../backup/open.ts';
import type { Cli } from '../run/cli.ts';

export async function backupVerify(cli: Cli, name: string): Promise<void> {
  const { contents, encrypted, summed } = await withScratch(cli.root, (scratch) =>
    openBackup(cli, name, scratch),
  );
  if (cli.out.json) return cli.out.data({ name, contents, encrypted, summed });
  cli.out.line(`${name} is whole: ${contentsText(contents)}.`);
  if (!summed) cli.out.note('There was no SHA-256 beside it to compare with.');
}
