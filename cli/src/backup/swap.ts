/** Puts the present home aside and an opened backup in its place. */
import { copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { SamediError } from '../../../src/lib/errors.ts';
import type { HomePaths } from '../home/paths.ts';
import { copyOver, openSqlite } from '../home/sqlite.ts';
import type { Present } from './changes.ts';

/**
 * In this order, so that a crash between two steps loses nothing: the database first, since files that are newer than
 * it are taken for edits, and older ones would be, too. sign-in, trash and backups stay. Returns where the present home
 * went.
 */
export async function swapIn(
  folder: string,
  paths: HomePaths,
  present: Present,
  now: number,
): Promise<string> {
  if (present === 'fine' && !copyOver) throw nodeTooOld();
  const aside = newFolder(paths.aside, now);
  await swapDatabase(folder, paths, aside, present);
  for (const name of ['plans', 'cards'] as const) {
    if (existsSync(paths[name])) renameSync(paths[name], join(aside, name));
    const restored = join(folder, name);
    if (existsSync(restored)) renameSync(restored, paths[name]);
  }
  swapConfig(join(folder, 'config.toml'), paths.config, join(aside, 'config.toml'));
  return aside;
}

async function swapDatabase(folder: string, paths: HomePaths, aside: string, present: Present) {
  const restored = join(folder, 'sessions.db');
  if (present !== 'fine') {
    for (const end of ['', '-journal', '-wal', '-shm']) {
      const path = paths.database + end;
      if (existsSync(path)) renameSync(path, join(aside, `sessions.db${end}`));
    }
    renameSync(restored, paths.database);
    return;
  }
  const before = openSqlite(paths.database);
  try {
    before.prepare('VACUUM INTO ?').run(join(aside, 'sessions.db'));
  } finally {
    before.close();
  }
  const source = openSqlite(restored);
  try {
    // Not by renaming: another command, or `sync watch`, may have the file open.
    await copyOver?.(source, paths.database);
  } finally {
    source.close();
  }
}

function swapConfig(restored: string, config: string, aside: string): void {
  if (existsSync(restored)) {
    if (existsSync(config)) copyFileSync(config, aside);
    renameSync(restored, config);
  } else if (existsSync(config)) renameSync(config, aside);
}

/** `before-restore/2026-01-27T18-40-00`, UTC; with a number behind it where there is one already. */
function newFolder(parent: string, now: number): string {
  const name = new Date(now).toISOString().slice(0, 19).replaceAll(':', '-');
  for (let number = 1; ; number += 1) {
    const path = join(parent, number === 1 ? name : `${name}.${number}`);
    if (existsSync(path)) continue;
    mkdirSync(path, { recursive: true, mode: 0o700 });
    return path;
  }
}

function nodeTooOld(): SamediError {
  return new SamediError(
    'usage',
    `Restoring into a home that is there needs Node 22.16 or later; this is ${process.version}.`,
    { next: 'Install a newer Node, then try again. Nothing was changed.' },
  );
}
