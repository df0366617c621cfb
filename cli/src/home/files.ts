/** Files that are whole or not there: a crash or a full disk never leaves half of one. */
import {
  chmodSync,
  closeSync,
  fchmodSync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';

/** Makes sure that there is a file, and that its owner alone may read it: SQLite gives its logs the same mode. */
export function makePrivate(path: string): void {
  const mode = statSync(path, { throwIfNoEntry: false })?.mode;
  if (mode === undefined) closeSync(openSync(path, 'a', 0o600));
  else if ((mode & 0o077) !== 0 && process.platform !== 'win32') restrict(path);
}

function restrict(path: string): void {
  try {
    chmodSync(path, 0o600);
  } catch (error) {
    // Somebody else's file, or a read-only disk: it can still be read.
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EPERM' && code !== 'EROFS') throw error;
  }
}

/** The file's bytes; null where there is none. */
export function readIfThere(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** As `writeWhole`, unless there is a file already: then false. */
export function writeNew(path: string, content: string | Buffer): boolean {
  const draft = `${path}.${process.pid}.new.tmp`;
  writeWhole(draft, content);
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Puts `content` at `path` in one step. A link stays one: what it leads to is replaced. A file that is there keeps its
 * permissions; a new one gets `mode` (octal, less the umask), 0644 by default.
 */
export function writeWhole(path: string, content: string | Buffer, mode = 0o644): void {
  const target = behindLinks(path);
  const there = statSync(target, { throwIfNoEntry: false })?.mode;
  const draft = `${target}.${process.pid}.tmp`;
  try {
    const file = openSync(draft, 'w', mode);
    try {
      if (there !== undefined && process.platform !== 'win32') fchmodSync(file, there & 0o777);
      writeAll(file, Buffer.from(content));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Where a link at `path` leads; `path` itself where it is none. */
function behindLinks(path: string): string {
  const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink();
  return isLink ? realpathSync(path) : path;
}

/** How long to wait for a reader that is slower than this. */
const SLOW_READER_MS = 5;

/** All of `bytes`: the system may take a part of them, and says why it takes no more only when asked again. */
export function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(file, bytes, at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, SLOW_READER_MS);
    }
  }
}
