/** How a home would change by becoming what a backup holds. */

import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { HomePaths } from '../home/paths.ts';
import { value } from '../home/rows.ts';
import { type Database, openReadOnly } from '../home/sqlite.ts';
import { byRowKind, type RowKind } from '../kinds/kinds.ts';
import { hasTable } from './database.ts';
import { homeSources } from './sources.ts';

export interface FileChange {
  name: string;
  how: 'comes back' | 'changes' | 'goes';
}

export interface RowChanges {
  come_back: number;
  change: number;
  go: number;
}

export interface Changes extends Record<RowKind, RowChanges> {
  files: FileChange[];
}

/** What is in the place of the home's database. */
export type Present = 'none' | 'fine' | 'damaged';

export function presentDatabase({ database }: Pick<HomePaths, 'database'>): Present {
  if (!statSync(database, { throwIfNoEntry: false })) return 'none';
  try {
    const db = openReadOnly(database);
    try {
      const verdict = value<string>(db, 'PRAGMA quick_check(1)');
      for (const table of ['plans', 'sessions', 'cards'])
        db.prepare(`SELECT 1 FROM ${table}`).get();
      return verdict === 'ok' ? 'fine' : 'damaged';
    } finally {
      db.close();
    }
  } catch {
    return 'damaged'; // Whatever it is about: it cannot be read, and is put aside as it is.
  }
}

/** `folder` is a backup's, opened; `present` says whether the home's own database can be compared with. */
export function changesBy(folder: string, paths: HomePaths, present: Present): Changes {
  const db = openReadOnly(join(folder, 'sessions.db'));
  try {
    if (present === 'fine') db.prepare('ATTACH ? AS present').run(paths.database);
    return {
      files: fileChanges(folder, paths),
      ...byRowKind((kind) => rowChanges(db, kind, present)),
    };
  } finally {
    db.close();
  }
}

function fileChanges(folder: string, paths: HomePaths): FileChange[] {
  const inside = { root: folder, config: join(folder, 'config.toml') };
  const [then, now] = [inside, paths].map((each) => homeSources(each, '').files) as [Files, Files];
  const before = new Map(now.map(({ name, path }) => [name, path]));
  const changes = then.flatMap(({ name, path }): FileChange[] => {
    const present = before.get(name);
    before.delete(name);
    if (present === undefined) return [{ name, how: 'comes back' }];
    return readFileSync(present).equals(readFileSync(path)) ? [] : [{ name, how: 'changes' }];
  });
  const gone = [...before.keys()].map((name): FileChange => ({ name, how: 'goes' }));
  return [...changes, ...gone].sort((a, b) => (a.name < b.name ? -1 : 1));
}
type Files = { name: string; path: string }[];

function rowChanges(db: Database, table: string, present: Present): RowChanges {
  const count = (sql: string) => Number(value<number>(db, `SELECT count(*) FROM ${sql}`));
  const [then, now] = [`main.${table}`, `present.${table}`];
  const inside = hasTable(db, 'main', table);
  if (present !== 'fine' || !hasTable(db, 'present', table))
    return { come_back: inside ? count(then) : 0, change: 0, go: 0 };
  if (!inside) return { come_back: 0, change: 0, go: count(now) };
  return {
    come_back: count(`${then} WHERE id NOT IN (SELECT id FROM ${now})`),
    change: count(
      `(SELECT * FROM ${then} EXCEPT SELECT * FROM ${now}) WHERE id IN (SELECT id FROM ${now})`,
    ),
    go: count(`${now} WHERE id NOT IN (SELECT id FROM ${then})`),
  };
}
