/** `samedi backup download ID` */
import { existsSync, renameSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { SamediError } from '../../../src/lib/errors.ts';
import { bytesText } from '../../../src/lib/text/format.ts';
import { withScratch } from '../backup/folder.ts';
import { isRemote, placeOf } from '../backup/open.ts';
import { downloadBackup } from '../backup/remote.ts';
import { isEncrypted } from '../backup/unpack.ts';
import { requireSignIn } from '../client/target.ts';
import type { Cli } from '../run/cli.ts';

export async function backupDownload(
  cli: Cli,
  id: string,
  { out }: { out?: string },
): Promise<void> {
  if (!isRemote(id)) throw noId(id);
  const auth = requireSignIn(placeOf(cli));
  const folder = out === undefined ? process.cwd() : dirname(resolve(out));
  const { file, size } = await withScratch(folder, async (scratch) => {
    const draft = join(scratch, 'archive');
    const progress = (bytes: number) => cli.out.progress(`${bytesText(bytes)} received …`);
    await downloadBackup(auth, id, draft, progress).finally(() => cli.out.progress(''));
    const end = isEncrypted(draft) ? '.age' : '';
    const file = resolve(out ?? `samedi-${id.split('/')[1]}.tar.gz${end}`);
    if (existsSync(file)) throw isThere(file);
    renameSync(draft, file);
    return { file, size: statSync(file).size };
  });
  if (cli.out.json) return cli.out.data({ id, file, size });
  cli.out.line(`Wrote ${file} (${bytesText(size)}).`);
}

export function noId(id: string): SamediError {
  return new SamediError('usage', `"${id}" is not the id of a backup.`, {
    next: 'Ids are like daily/2026-01-27; samedi backup list shows those that there are.',
  });
}

function isThere(file: string): SamediError {
  return new SamediError('already_exists', `${file} is there already.`, {
    next: 'Give another one with --out FILE.',
  });
}
