/** What a learner's edits leave in a home: marks, each written once, so that one that is lost can be named. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rows } from '../cli/homes.ts';
import { marksInPlan } from './plans.ts';

/** A record, or a device's line of a plan, and the mark in it. */
export type Marks = Map<string, string>;

/** One change of a record: null where it had none before, or is deleted. */
export interface Edit {
  record: string;
  mark: string | null;
  over: string | null;
  /** Whether it let a conflict go, and left the record alone. */
  dropped?: boolean;
}

export function marksOf(home: string): Marks {
  const marks: Marks = new Map();
  const notes = rows(home, "SELECT 'sessions ' || id AS record, notes AS mark FROM sessions");
  const answers = rows(home, "SELECT 'cards ' || id AS record, answer AS mark FROM cards");
  // A rating has no text of its own.
  const ratings = rows(
    home,
    "SELECT 'reviews ' || id AS record, 'rated-' || id AS mark FROM reviews",
  );
  for (const { record, mark } of [...notes, ...answers, ...ratings])
    marks.set(String(record), String(mark));
  for (const [id, text] of plansOf(home)) {
    for (const [name, mark] of marksInPlan(text)) marks.set(`plans ${id} ${name}`, mark);
  }
  return marks;
}

/** The plan files' texts, by id. */
export function plansOf(home: string): [id: string, text: string][] {
  const folder = join(home, 'plans');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => [name.slice(0, -3), readFileSync(join(folder, name), 'utf8')]);
}

/** Kept conflicts: which record they are of, and their data as text; null for a deletion. */
export function conflictsOf(home: string): { id: string; record: string; data: string | null }[] {
  const kept = rows(
    home,
    "SELECT id, kind || ' ' || record_id AS record, data FROM conflicts WHERE dropped = 0 ORDER BY id",
  );
  return kept as { id: string; record: string; data: string | null }[];
}

export function editsBetween(before: Marks, after: Marks): Edit[] {
  const records = new Set([...before.keys(), ...after.keys()]);
  return [...records].flatMap((record) => {
    const [over, mark] = [before.get(record) ?? null, after.get(record) ?? null];
    return over === mark ? [] : [{ record, mark, over }];
  });
}
