/** Files into one archive: tar, gzip, and age where there is a passphrase; a part at a time, whatever the size. */
import { createHash } from 'node:crypto';
import { closeSync, createReadStream, createWriteStream, fstatSync, openSync } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { createTarPacker } from 'modern-tar';
import type { SourceFile } from './sources.ts';

export interface PackedFile extends SourceFile {
  /** Unix ms, where the file's own says nothing. */
  mtimeMs?: number;
}

export interface Packed {
  /** Bytes. */
  size: number;
  /** Hex. */
  sha256: string;
}

/**
 * Writes the archive to `path`, which must not exist. Equal files make equal bytes, where nothing is encrypted: no
 * owner, no permissions, no time of packing goes in.
 */
export async function pack(
  files: readonly PackedFile[],
  path: string,
  passphrase: string | null,
): Promise<Packed> {
  const { readable, controller } = createTarPacker();
  const hash = createHash('sha256');
  let size = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  const packing = addAll(files, controller);
  // Its failure ends the pipeline as well, which is waited for first.
  packing.catch(() => {});
  const tar = Readable.fromWeb(readable as Parameters<typeof Readable.fromWeb>[0]);
  const out = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true });
  if (passphrase === null) await pipeline(tar, createGzip(), measure, out);
  else {
    const { encrypted } = await import('./age.ts');
    await pipeline(tar, createGzip(), (gzip) => encrypted(gzip, passphrase), measure, out);
  }
  await packing;
  return { size, sha256: hash.digest('hex') };
}

type Packer = ReturnType<typeof createTarPacker>['controller'];

async function addAll(files: readonly PackedFile[], packer: Packer): Promise<void> {
  try {
    for (const file of files) await add(file, packer);
    packer.finalize();
  } catch (error) {
    packer.error(error);
    throw error;
  }
}

/** As long as it was when opened: what an editor adds meanwhile is for the next backup. */
async function add({ name, path, mtimeMs }: PackedFile, packer: Packer): Promise<void> {
  const fd = openSync(path, 'r');
  try {
    const stat = fstatSync(fd);
    const seconds = Math.max(0, Math.floor((mtimeMs ?? stat.mtimeMs) / 1000));
    const mtime = new Date(seconds * 1000);
    const writer = packer
      .add({ name, size: stat.size, type: 'file', mode: 0o600, uid: 0, gid: 0, mtime })
      .getWriter();
    if (stat.size > 0) {
      const content = createReadStream('', { fd, start: 0, end: stat.size - 1, autoClose: false });
      for await (const chunk of content) await writer.write(chunk);
    }
    await writer.close();
  } finally {
    closeSync(fd);
  }
}
