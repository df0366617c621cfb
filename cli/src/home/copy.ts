/** A consistent copy of a database, also of one that is being written to. */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { makePrivate } from './files.ts';
import type { Database } from './sqlite.ts';

/**
 * Copies `db` to `path`; an older copy there is kept under a number. SQLite makes it, not the file system: closing a
 * second handle on the file would drop the locks of this process (https://www.sqlite.org/howtocorrupt.html, 2.2).
 */
export function copyDatabase(db: Database, path: string): void {
  const draft = `${path}.${process.pid}.tmp`;
  rmSync(draft, { force: true });
  try {
    makePrivate(draft);
    db.prepare('VACUUM INTO ?').run(draft);
    if (existsSync(path)) renameSync(path, freeName(path));
    renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}

function freeName(path: string): string {
  let number = 1;
  while (existsSync(`${path}.${number}`)) number += 1;
  return `${path}.${number}`;
}
