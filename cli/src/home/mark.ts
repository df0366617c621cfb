/** The home's own mark: that it is one, and which; it outlives the database. */
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { SamediError } from '../../../src/lib/errors.ts';
import { backupFolder } from '../backup/folder.ts';
import { readIfThere, writeNew } from './files.ts';
import type { Opening } from './opening.ts';
import type { HomePaths } from './paths.ts';

const marked = /"home": ?"([\da-f-]{36})"/;

/** The home's id. Null where it has no mark, or one that something else wrote. */
export function markOf(path: string): string | null {
  return marked.exec(readIfThere(path)?.toString('utf8') ?? '')?.[1] ?? null;
}

/** Marks a home that has a database. One that cannot be written goes without. */
export function markHome({ mark }: HomePaths): void {
  if (existsSync(mark)) return;
  try {
    writeNew(mark, `${JSON.stringify({ home: randomUUID() })}\n`);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EROFS' && code !== 'EACCES' && code !== 'EPERM') throw error;
  }
}

/**
 * For a home whose database is missing or empty. Throws `home_unusable` where it says that it had one: by its mark, a
 * sign-in, a copy that an upgrade made, archives, or what was put aside. Plans alone say nothing: somebody may have put
 * them there before the first command.
 */
export function refuseLost({ paths, settings }: Pick<Opening, 'paths' | 'settings'>): void {
  const { dir } = settings.backups;
  const files = [paths.mark, paths.auth, paths.databaseCopy];
  // Elsewhere than in the home may lie those of other homes, too.
  const backups = dir === null ? [backupFolder(paths, dir)] : [];
  const folders = [...backups, paths.trash, paths.edits, paths.aside];
  if (!files.some((file) => existsSync(file)) && !folders.some(holdsAnything)) return;
  const ways = [
    existsSync(paths.auth) && 'samedi sync fetches all from the server',
    'samedi backup restore BACKUP brings back one that samedi backup list shows',
    'any command with --new starts with an empty one',
  ];
  const what = `The home has lost its database: ${paths.database} is missing or empty.`;
  throw new SamediError('home_unusable', what, { next: `${ways.filter(Boolean).join('; ')}.` });
}

function holdsAnything(folder: string): boolean {
  try {
    return readdirSync(folder).length > 0;
  } catch {
    return false;
  }
}
