/** What the file system and SQLite complain about, in words that help. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SamediError } from '../../../src/lib/errors.ts';

/** SQLite's primary result codes, https://www.sqlite.org/rescode.html */
const sqliteTrouble: Record<number, string> = {
  7: 'there is not enough memory',
  8: 'it may not be written',
  10: 'the disk reports an error',
  11: 'sessions.db is damaged',
  13: 'the disk is full',
  14: 'sessions.db cannot be opened',
  26: 'sessions.db is not a database',
};

const fileTrouble: Record<string, string> = {
  EACCES: 'it may not be read or written',
  EPERM: 'it may not be written',
  EROFS: 'it lies on a read-only disk',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'it would be larger than a file may be here',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EEXIST: 'a file is where a folder should be',
  EISDIR: 'a folder is where a file should be',
  ENOENT: 'its folder does not exist',
  EIO: 'the disk reports an error',
};

/** What the file system said by `code`, in words; the code itself where there are none for it. */
export function fileReason(code: string | undefined): string {
  return fileTrouble[code ?? ''] ?? `${code}`;
}

interface SystemError extends Error {
  code?: string;
  errcode?: number;
  path?: string;
}

/** Writing to an open file fails by these without naming a path. */
const full = new Set(['the disk is full', 'the disk quota is used up']);

const makeRoom = 'Make room on it, then try again. What was there before is unharmed.';
/** The copy that an upgrade made is named only where it is there. */
function restore(root: string): string {
  const copy = join(root, 'sessions.db.bak');
  const other = existsSync(copy) ? ` Or put ${copy} in its place.` : '';
  return `See what there is with samedi backup list, and bring it back with samedi backup restore BACKUP.${other}`;
}

/**
 * The error to show for what `thrown` says about the home at `root`; `thrown` itself where it says nothing about it.
 */
export function homeTrouble(thrown: unknown, root: string): unknown {
  if (thrown instanceof SamediError || !(thrown instanceof Error)) return thrown;
  const { code, errcode, path } = thrown as SystemError;
  if (code === 'ERR_SQLITE_ERROR' && errcode !== undefined) {
    const primary = errcode & 0xff;
    if (primary === 5 || primary === 6) return busy(thrown);
    const why = sqliteTrouble[primary];
    const damaged = primary === 11 || primary === 26;
    return why
      ? unusable(damaged ? join(root, 'sessions.db') : root, why, thrown, damaged)
      : thrown;
  }
  const why = code === undefined ? undefined : fileTrouble[code];
  if (why && full.has(why)) return unusable(path ?? root, why, thrown);
  return why && path?.startsWith(root.slice(0, 1)) ? unusable(path, why, thrown) : thrown;
}

/** Whether `thrown` is SQLite saying that the database, or the journal beside it, may not be written. */
export function cannotBeWritten(thrown: unknown): boolean {
  const { code, errcode = 0 } = thrown as SystemError;
  return code === 'ERR_SQLITE_ERROR' && [8, 14].includes(errcode & 0xff);
}

function unusable(path: string, why: string, cause: unknown, damaged = false): SamediError {
  const next = full.has(why) ? makeRoom : 'Check its permissions, then try again.';
  return new SamediError('home_unusable', `The home cannot be used: ${why} (${path}).`, {
    next: damaged ? restore(dirname(path)) : next,
    cause,
  });
}

function busy(cause: unknown): SamediError {
  return new SamediError('home_busy', 'Another program is writing to sessions.db.', {
    next: 'Wait until it has finished, then try again.',
    cause,
  });
}
