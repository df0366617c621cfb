/** One round at a time on one home. */
import { SamediError } from '../../../src/lib/errors.ts';
import { openSqlite } from './sqlite.ts';

/**
 * Runs `work` while nobody else runs with the same lock. The lock is SQLite's on a file of its own, so the system takes
 * it back when the process ends, however it ends. Throws `home_busy` after `waitMs`.
 */
export async function withLock<T>(
  path: string,
  waitMs: number,
  work: () => Promise<T>,
): Promise<T> {
  const lock = openSqlite(path, waitMs);
  try {
    takeLock(() => lock.exec('BEGIN EXCLUSIVE'));
    return await work();
  } finally {
    lock.close();
  }
}

function takeLock(begin: () => void): void {
  try {
    begin();
  } catch (cause) {
    const { errcode = 0 } = cause as { errcode?: number };
    if ((errcode & 0xff) !== 5) throw cause;
    throw new SamediError('home_busy', 'Another sync is running on this home.', {
      next: 'Wait until it has finished, then try again.',
      cause,
    });
  }
}
