/** `samedi backup restore ID|FILE`: puts the present home aside, and a backup in its place. */

import { countText } from '../../../src/lib/text/format.ts';
import { kindWords } from '../../../src/lib/wire/kinds.ts';
import { dayOfStart } from '../arguments/when.ts';
import { type Changes, changesBy, presentDatabase, type RowChanges } from '../backup/changes.ts';
import { withScratch } from '../backup/folder.ts';
import { openBackup, placeOf } from '../backup/open.ts';
import { prepareDatabase } from '../backup/prepare.ts';
import { swapIn } from '../backup/swap.ts';
import { readAuth } from '../home/auth-file.ts';
import { withLock } from '../home/lock.ts';
import { rowKinds } from '../kinds/kinds.ts';
import type { Cli } from '../run/cli.ts';

interface Options {
  dryRun?: boolean;
  asEdits?: boolean;
}

/** How long it waits for a sync on this home, in milliseconds. */
const LOCK_WAIT_MS = 10_000;

export async function backupRestore(
  cli: Cli,
  name: string,
  { dryRun = false, asEdits = false }: Options,
): Promise<void> {
  const { paths, settings } = placeOf(cli);
  const today = dayOfStart(cli.now(), settings).day;
  await withScratch(paths.root, async (scratch) => {
    const { folder } = await openBackup(cli, name, scratch);
    const auth = readAuth(paths.auth);
    await withLock(paths.lock, LOCK_WAIT_MS, async () => {
      const present = presentDatabase(paths);
      const changes = changesBy(folder, paths, present);
      prepareDatabase(folder, { auth, now: cli.now(), today, asEdits });
      const aside = dryRun ? null : await swapIn(folder, paths, present, cli.now());
      if (cli.out.json) return cli.out.data({ name, ...changes, aside });
      sayChanges(cli, changes);
      if (aside === null) return cli.out.line('Nothing was changed: this was a dry run.');
      cli.out.line(`Restored ${name}. What was here before is in ${aside}.`);
      if (auth) cli.out.note(ofSync(asEdits));
    });
  });
}

function sayChanges({ out }: Cli, { files, ...changes }: Changes): void {
  const rows = rowKinds.flatMap((kind) => rowTexts(kindWords[kind], changes[kind]));
  if (files.length + rows.length === 0) out.line('It holds the same as this home.');
  for (const { name, how } of files) out.line(`${name} ${how}`);
  for (const text of rows) out.line(text);
}

function rowTexts(what: string, { come_back, change, go }: RowChanges): string[] {
  const text = (count: number, one: string, many: string) =>
    count === 0 ? [] : [`${countText(count, what)} ${count === 1 ? one : many}`];
  return [
    ...text(come_back, 'comes back', 'come back'),
    ...text(change, 'changes', 'change'),
    ...text(go, 'goes', 'go'),
  ];
}

function ofSync(asEdits: boolean): string {
  return asEdits
    ? 'The next sync puts what was restored on all your devices; what it replaces is kept as conflicts.'
    : 'The next sync brings what the server has that is newer. To keep the restored state on all devices, restore with --as-edits.';
}
