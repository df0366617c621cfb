/** `samedi backup delete ID|FILE` */
import { basename, dirname, resolve } from 'node:path';
import { backupFolder, localBackups, removeLocal } from '../backup/folder.ts';
import { isRemote, placeOf } from '../backup/open.ts';
import { deleteRemote } from '../backup/remote.ts';
import { requireSignIn } from '../client/target.ts';
import type { Cli } from '../run/cli.ts';
import { noId } from './backup-download.ts';

export async function backupDelete(cli: Cli, name: string): Promise<void> {
  const place = placeOf(cli);
  if (isRemote(name)) await deleteRemote(requireSignIn(place), name);
  else {
    // By its path, or by its name alone; nothing but what the list shows.
    const folder = backupFolder(place.paths, place.settings.backups.dir);
    const wanted = dirname(name) === '.' ? resolve(folder, basename(name)) : resolve(name);
    if (!localBackups(folder).some(({ file }) => file === wanted)) throw noId(name);
    removeLocal(wanted);
  }
  if (cli.out.json) return cli.out.data({ name });
  cli.out.line(`Deleted ${name}.`);
}
