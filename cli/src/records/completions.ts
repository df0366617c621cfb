/**
 * Records as the database has them, without opening the home: for completion, which must make nothing and say nothing.
 */

import { existsSync } from 'node:fs';
import { minutesText } from '../../../src/lib/text/format.ts';
import { kindWords } from '../../../src/lib/wire/kinds.ts';
import type { HomePaths } from '../home/paths.ts';
import { select } from '../home/rows.ts';
import { cards, sessions } from '../home/schema/tables.ts';
import { type Database, openReadOnly } from '../home/sqlite.ts';
import { openConflicts } from '../sync/conflicts/conflicts.ts';
import { cut } from '../terminal/table.ts';
import { readList } from './first-version-texts.ts';

/** What may be typed, and what it is. */
export type Candidate = readonly [value: string, about: string];

/** So many are looked through with eyes. */
const SOME = 50;

/** The last ones, by the time that is written there. */
export function sessionsOnDisk(paths: HomePaths): Candidate[] {
  return reading(paths, (db) =>
    select(db, sessions, 'ORDER BY start_time DESC LIMIT ?')
      .all(SOME)
      .map(({ id, plan_id, start_time, duration_minutes: minutes }) => {
        const spent = minutes === null ? 'running' : minutesText(Number(minutes));
        const start = String(start_time).slice(0, 16).replace('T', ' ');
        return [shortOf(id), `${plan_id}, ${start}, ${spent}`] as const;
      }),
  );
}

/** Those whose id begins with `text`, the next ones due first. */
export function cardsOnDisk(paths: HomePaths, text: string): Candidate[] {
  return reading(paths, (db) =>
    select(db, cards, 'WHERE substr(id, 1, ?) = ? ORDER BY next_review, id LIMIT ?')
      .all(text.length, text, SOME)
      .map(({ id, question }) => {
        const shown = cut(String(question).replace(/\s+/g, ' ').trim(), 60);
        return [text.length > SHORT ? id : shortOf(id), shown] as const;
      }),
  );
}

/** Of all cards, each once. */
export function tagsOnDisk(paths: HomePaths): Candidate[] {
  return reading(paths, (db) => {
    const lists = new Set(
      select(db, cards, ['tags'])
        .all()
        .map(({ tags }) => tags),
    );
    const tags = new Set([...lists].flatMap(readList));
    return [...tags].sort().map((tag) => [tag, ''] as const);
  });
}

export function conflictsOnDisk(paths: HomePaths): Candidate[] {
  return reading(paths, (db) =>
    openConflicts(db).map(
      ({ name, kind, record_id }) => [name, `${kindWords[kind]} ${record_id}`] as const,
    ),
  );
}

const SHORT = 8;

/** As lists show it, where it is one that is made by chance; others begin alike. */
function shortOf(id: string): string {
  return /^[\da-f]{8}-[\da-f]{4}-/.test(id) ? id.slice(0, SHORT) : id;
}

/** Nothing where there is no database, or one that cannot be read now, as while another command writes. */
function reading(paths: HomePaths, work: (db: Database) => Candidate[]): Candidate[] {
  if (!existsSync(paths.database)) return [];
  let db: Database | undefined;
  try {
    db = openReadOnly(paths.database);
    return work(db);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SQLITE_ERROR') throw error;
    return [];
  } finally {
    db?.close();
  }
}
