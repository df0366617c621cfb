/** Files that a command is given, and makes, outside of the home. */
import { resolve } from 'node:path';
import { SamediError } from '../../../src/lib/errors.ts';
import { readIfThere, writeWhole } from '../home/files.ts';
import { fileReason } from '../home/trouble.ts';

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

/** Writes a whole file. Throws `invalid_input` where that cannot be. */
export function writeResult(file: string, content: string): void {
  try {
    writeWhole(resolve(file), content);
  } catch (cause) {
    throw unwritable(file, cause);
  }
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
