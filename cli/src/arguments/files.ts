/** Files that a command is given, and makes, outside of the home. */
import { closeSync, openSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { SamediError } from '../../../src/lib/errors.ts';
import { readIfThere, writeAll, writeWhole } from '../home/files.ts';
import { fileReason } from '../home/trouble.ts';
import type { Cli } from '../run/cli.ts';

/** The file's bytes. Throws `not_found`, and `invalid_input` where it cannot be read. */
export function readSource(file: string): Buffer {
  let bytes: Buffer | null = null;
  try {
    bytes = readIfThere(resolve(file));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new SamediError('invalid_input', `${file} cannot be read: ${fileReason(code)}.`, {
      next: 'Give the path of a file that you may read.',
      cause,
    });
  }
  if (bytes) return bytes;
  throw new SamediError('not_found', `There is no file ${file}.`, { next: 'Check the path.' });
}

/**
 * Writes a whole file; into a pipe or a device that is there, which stays what it is. Throws `invalid_input` where that
 * cannot be.
 */
export function writeResult(file: string, content: string): void {
  try {
    if (isPlain(file)) writeWhole(resolve(file), content);
    else writeInto(resolve(file), Buffer.from(content));
  } catch (cause) {
    throw unwritable(file, cause);
  }
}

/**
 * Whether `file` is, or would be, a file that can be replaced as a whole. `/dev/stdout` and its like are not, whatever
 * they lead to: a shell may have opened that to append to it.
 */
export function isPlain(file: string): boolean {
  const path = resolve(file);
  if (/^\/(?:dev|proc)\//.test(path)) return false;
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? true;
}

const descriptors: Readonly<Record<string, number>> = { '/dev/stdout': 1, '/dev/stderr': 2 };

function writeInto(path: string, bytes: Uint8Array): void {
  // What is open already may be a socket, which no path opens again.
  const open = descriptors[path] ?? /^\/dev\/fd\/(\d{1,9})$/.exec(path)?.[1];
  const file = open === undefined ? openSync(path, 'a') : Number(open);
  try {
    writeAll(file, bytes);
  } finally {
    if (open === undefined) closeSync(file);
  }
}

/** Says where a result went; beside the result where both go the same way. */
export function sayWritten({ out }: Pick<Cli, 'out'>, file: string, text: string): void {
  if (isPlain(file)) out.line(text);
  else out.note(text);
}

/** What to say where the system refuses to write a file. */
export function unwritable(file: string, cause: unknown): SamediError {
  const { code } = cause as NodeJS.ErrnoException;
  return new SamediError('invalid_input', `${file} cannot be written: ${fileReason(code)}.`, {
    next: 'Give a path where you may write.',
    cause,
  });
}

/** What `work` returns; its errors say which file they are about. */
export function namingFile<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof SamediError)) throw error;
    const { code, message, next } = error;
    throw new SamediError(code, `${file}, ${message}`, { next, cause: error });
  }
}
