/**
 * Opens an archive that anybody may have made: nothing leaves the folder it is opened into, and nothing fills the disk.
 */
import {
  closeSync,
  createReadStream,
  createWriteStream,
  mkdirSync,
  openSync,
  readSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { createTarDecoder, type ParsedTarEntry } from 'modern-tar';
import { oddName } from '../../../src/lib/backups/entry-name.ts';
import { SamediError } from '../../../src/lib/errors.ts';

/** More than any home has. */
const MOST_ENTRIES = 100_000;
/** Unpacked bytes for each packed one, above the first 64 MiB: gzip can do a thousand, a home does ten. */
const MOST_RATIO = 100;
const FREE_BYTES = 64 * 1_048_576;

const AGE_MAGIC = 'age-encryption.org/';

/** Whether the file begins as age's do. */
export function isEncrypted(path: string): boolean {
  const start = Buffer.alloc(AGE_MAGIC.length);
  const fd = openSync(path, 'r');
  try {
    readSync(fd, start, 0, start.length, 0);
  } finally {
    closeSync(fd);
  }
  return start.toString('latin1') === AGE_MAGIC;
}

/** Unpacks into `folder`, which is empty. Throws `backup_invalid`, naming what is wrong, and `passphrase_wrong`. */
export async function unpack(
  path: string,
  folder: string,
  passphrase: string | null,
): Promise<void> {
  const source = createReadStream(path);
  const plain =
    passphrase === null ? source : (await import('./age.ts')).decrypted(source, passphrase);
  try {
    await pipeline(
      plain,
      createGunzip(),
      (chunks: AsyncIterable<Buffer>) => bounded(chunks, () => source.bytesRead),
      (chunks: AsyncIterable<Buffer>) => writeEntries(chunks, folder),
    );
  } catch (error) {
    throw error instanceof SamediError || isOfTheDisk(error) ? error : damaged(error);
  }
}

async function* bounded(chunks: AsyncIterable<Buffer>, packedSoFar: () => number) {
  let unpacked = 0;
  for await (const chunk of chunks) {
    unpacked += chunk.length;
    if (unpacked > FREE_BYTES + MOST_RATIO * packedSoFar()) {
      throw refused('it unpacks to far more than a home has');
    }
    yield chunk;
  }
}

async function writeEntries(chunks: AsyncIterable<Buffer>, folder: string): Promise<void> {
  const tar = Readable.toWeb(Readable.from(chunks)) as ReadableStream<Uint8Array>;
  let count = 0;
  for await (const entry of tar.pipeThrough(createTarDecoder({ strict: true }))) {
    count += 1;
    if (count > MOST_ENTRIES) throw refused('it holds more files than a home has');
    await writeEntry(entry, folder);
  }
}

async function writeEntry({ header, body }: ParsedTarEntry, folder: string): Promise<void> {
  const { type = 'file', name } = header;
  // A folder is made for the files in it; on its own it says nothing.
  const isFolder = type === 'directory';
  const odd = oddName(isFolder ? `${name.replace(/\/$/, '')}/x` : name);
  if (odd !== null) throw refused(`the name ${JSON.stringify(name)} ${odd}`);
  if (isFolder) return body.cancel();
  if (type !== 'file') throw refused(`${JSON.stringify(name)} is a ${type}, not a file`);
  const path = join(folder, ...name.split('/'));
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    // Fails where there is one by this name, whatever the file system takes for the same.
    await pipeline(body, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST' && code !== 'ENOTDIR' && code !== 'EISDIR') throw error;
    throw refused(`the name ${JSON.stringify(name)} is there twice`);
  }
}

function isOfTheDisk(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

const next = 'Nothing was changed. Take another one: samedi backup list';

function refused(why: string): SamediError {
  return new SamediError('backup_invalid', `This is no backup of Samedi's: ${why}.`, { next });
}

export function damaged(cause: unknown): SamediError {
  const why = cause instanceof Error ? cause.message.replace(/\.$/, '') : String(cause);
  return new SamediError('backup_invalid', `The backup is damaged: ${why}.`, { next, cause });
}
