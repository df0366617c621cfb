/** `samedi backup`: the day's archive in the backup folder and, signed in, at the server. */
import { contentsText } from '../../../src/lib/backups/contents-text.ts';
import { bytesText } from '../../../src/lib/text/format.ts';
import { type MadeBackup, makeBackup } from '../backup/make.ts';
import { passphraseToEncrypt } from '../backup/passphrase.ts';
import { uploadBackup } from '../backup/remote.ts';
import { backupDay, noteBackup } from '../backup/schedule.ts';
import { requireSignIn } from '../client/target.ts';
import { readAuth } from '../home/auth-file.ts';
import type { Home } from '../home/home.ts';
import { warnOfProblems } from '../plans/problems.ts';
import { scanPlans } from '../plans/scan.ts';
import type { Cli } from '../run/cli.ts';

export async function backup(cli: Cli, { encrypt = false }: { encrypt?: boolean }): Promise<void> {
  const home = await cli.home();
  const day = backupDay(home);
  try {
    const made = await make(cli, home, day, encrypt);
    // Said at once: it is there, whatever becomes of the copy at the server.
    if (!cli.out.json) {
      cli.out.line(`Made ${made.file} (${bytesText(made.size)}): ${contentsText(made.contents)}.`);
    }
    const id = readAuth(home.paths.auth) ? await upload(cli, home, made) : null;
    noteBackup(home, day, null);
    if (cli.out.json) return cli.out.data({ ...made, id });
    cli.out.line(
      id
        ? `Kept at the server as ${id}.`
        : 'It is on this computer only; with a sign-in the server keeps a copy: samedi login EMAIL',
    );
  } catch (error) {
    noteBackup(home, day, error);
    throw error;
  }
}

async function make(cli: Cli, home: Home, day: string, encrypt: boolean): Promise<MadeBackup> {
  const { backups } = home.settings;
  const sources = { env: cli.env, file: backups.passphraseFile };
  const passphrase = encrypt || backups.encrypt ? await passphraseToEncrypt(sources) : null;
  warnOfProblems(cli.out, scanPlans(home));
  const made = await makeBackup(home, day, passphrase);
  for (const sentence of made.left_out) cli.out.warn(sentence);
  return made;
}

function upload(cli: Cli, home: Home, made: MadeBackup): Promise<string> {
  const progress = (bytes: number) =>
    cli.out.progress(`${bytesText(bytes)} of ${bytesText(made.size)} sent …`);
  return uploadBackup(requireSignIn(home), made, progress).finally(() => cli.out.progress(''));
}
