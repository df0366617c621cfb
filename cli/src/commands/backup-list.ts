/** `samedi backup list`: what the server keeps, and what lies in the backup folder. */
import { contentsText } from '../../../src/lib/backups/contents-text.ts';
import { bytesText, momentText } from '../../../src/lib/text/format.ts';
import { dayIn, utcOffsetMinutes } from '../../../src/lib/time/days.ts';
import type { BackupList } from '../../../src/lib/wire/backups.ts';
import { backupFolder, localBackups } from '../backup/folder.ts';
import { type Place, placeOf } from '../backup/open.ts';
import { remoteBackups } from '../backup/remote.ts';
import { requireSignIn } from '../client/target.ts';
import { readAuth } from '../home/auth-file.ts';
import type { Cli } from '../run/cli.ts';
import { columns } from '../terminal/table.ts';

export async function backupList(cli: Cli): Promise<void> {
  const place = placeOf(cli);
  const local = localBackups(backupFolder(place.paths, place.settings.backups.dir));
  const auth = readAuth(place.paths.auth);
  const asked = auth && remoteBackups(requireSignIn(place));
  if (cli.out.json) return cli.out.data({ server: await asked, local });
  const [answer] = await Promise.allSettled([asked]);
  const server = answer.status === 'fulfilled' ? answer.value : null;
  if (server) sayServer(cli, place, server);
  if (!auth) cli.out.note('Not signed in: only what is on this computer is shown.');
  const at = momentIn(cli, place);
  const rows = local.map(({ file, size, created_at, encrypted }) => [
    file,
    bytesText(size),
    at(created_at),
    encrypted ? 'encrypted' : '',
  ]);
  for (const line of columns(rows)) cli.out.line(line);
  // What is here helps without a server, too.
  if (answer.status === 'rejected') throw answer.reason;
  if (local.length === 0 && !server?.backups.length) {
    cli.out.line('There are no backups yet. Make one: samedi backup');
  }
}

function sayServer(cli: Cli, place: Place, { backups, used_bytes, limit_bytes }: BackupList): void {
  const at = momentIn(cli, place);
  const rows = backups.map((backup) => [
    backup.id,
    bytesText(backup.size),
    at(backup.created_at),
    contentsText(backup.contents),
    backup.encrypted ? 'encrypted' : '',
  ]);
  for (const line of columns(rows)) cli.out.line(line);
  const used = `${bytesText(used_bytes)} of ${bytesText(limit_bytes)} used at the server.`;
  if (backups.length > 0) cli.out.line(cli.out.paint('dim', used));
}

function momentIn(cli: Cli, { settings: { timeZone } }: Place): (ms: number) => string {
  const today = dayIn(cli.now(), timeZone);
  return (ms) => momentText(ms, utcOffsetMinutes(ms, timeZone), today);
}
