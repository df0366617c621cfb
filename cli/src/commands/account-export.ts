/** `samedi account export`: all that the server holds about you. Never more of it in memory than a piece. */
import { createWriteStream, existsSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isPlain, sayWritten, unwritable } from '../arguments/files.ts';
import { answerInvalid } from '../client/answers.ts';
import { requireSignIn } from '../client/target.ts';
import { download } from '../client/transfers.ts';
import type { Auth } from '../home/auth-file.ts';
import type { Cli } from '../run/cli.ts';

/** With this the document ends; without it the answer was cut where nobody noticed. */
const LAST_WORD = '"complete":true}\n';

export async function accountExport(cli: Cli, { out: file }: { out?: string }): Promise<void> {
  const auth = requireSignIn(await cli.home());
  const whole = wholeOf(auth, await download(auth, '/api/account/export'), cli);
  if (file === undefined) return cli.out.pieces(whole);
  const bytes = await intoFile(resolve(file), whole);
  if (cli.out.json) return cli.out.data({ file, bytes });
  sayWritten(cli, file, `Wrote all that ${auth.endpoint} holds about you into ${file}.`);
}

/** The pieces, with an error at the end where the last word is missing. */
function wholeOf({ endpoint }: Auth, pieces: AsyncIterable<Uint8Array>, cli: Cli): Readable {
  return Readable.from(
    (async function* () {
      let [tail, bytes] = ['', 0];
      for await (const piece of pieces) {
        bytes += piece.length;
        tail = (tail + Buffer.from(piece).toString('latin1')).slice(-LAST_WORD.length);
        cli.out.progress(`${(bytes / 1_000_000).toFixed(1)} MB`);
        yield piece;
      }
      cli.out.progress('');
      if (tail !== LAST_WORD) throw answerInvalid(endpoint, 'it was cut off');
    })(),
    { objectMode: false },
  );
}

/** Into a draft beside it, so that there is no half of a file; or into a pipe or device. Gives the size. */
async function intoFile(path: string, whole: Readable): Promise<number> {
  const plain = isPlain(path);
  const place = existsSync(path) ? realpathSync(path) : path;
  const draft = `${place}.${process.pid}.tmp`;
  const target = plain
    ? createWriteStream(draft, { mode: 0o600, flush: true })
    : createWriteStream(path, { flags: 'a' });
  try {
    await pipeline(whole, target);
    if (plain) renameSync(draft, place);
    return target.bytesWritten;
  } catch (error) {
    rmSync(draft, { force: true });
    throw (error as NodeJS.ErrnoException).syscall ? unwritable(path, error) : error;
  }
}
