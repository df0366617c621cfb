/**
 * Two devices changed a record. A home that has what both were made from merges the two versions, and the merge is an
 * edit like any other. Where both set one thing to different values, the winner's stands, and the conflict stays
 * listed. docs/decisions/025-who-merges-a-plan.md, 093, 097.
 */
import type { Conflict } from '../../../../src/lib/wire/conflicts.ts';
import { pastOf } from '../../../../src/lib/wire/versions.ts';
import type { Home } from '../../home/home.ts';
import { cardBases, sessionBases } from '../../home/schema/tables.ts';
import { type Database, statement } from '../../home/sqlite.ts';
import { untrackedChange } from '../../home/tracking.ts';
import { recordKinds } from '../../kinds/kinds.ts';
import { pastText, readPast, type Version, versionOfRecord } from '../versions.ts';
import { dropConflict } from './conflicts.ts';

const rowBases = [
  { kind: 'sessions', name: sessionBases.name },
  { kind: 'cards', name: cardBases.name },
] as const;

export interface MergedConflicts {
  /** How many there is something to tell the server of. */
  merged: number;
  /** Of records that were merged just now: each merge is of two versions that have names. */
  waiting: Conflict[];
}

/** Merges what of `conflicts` can be. */
export function mergeConflicts(home: Home, conflicts: readonly Conflict[]): MergedConflicts {
  const waiting: Conflict[] = [];
  let merged = 0;
  for (const conflict of conflicts) {
    const winner = versionOfRecord(home.db, conflict.kind, conflict.record_id);
    if (winner?.version === null && merged > 0) waiting.push(conflict);
    else if (winner && mergeInto(home, winner, conflict)) merged += 1;
  }
  return { merged, waiting };
}

/** A version that has a name, and those that it was made from. */
interface Ancestry {
  version: number;
  past: number[];
}

/** Whether that changed something. */
function mergeInto(home: Home, { version, past }: Version, conflict: Conflict): boolean {
  const { kind, record_id: id, data: loser } = conflict;
  const { bases, merge, read, edit } = recordKinds[kind];
  // Edited a moment ago: then that edit is the learner's answer to whatever was there.
  if (version === null || !merge || !bases || !loser) return false;
  const winner: Ancestry = { version, past: readPast(past) };
  // Somebody merged it already, and left it listed for what both had set. The loser is no base to tell that from.
  if (winner.past.includes(conflict.version)) return false;
  const base = commonPast(bases(home, id), winner, conflict);
  const data = read(home, id);
  const merged = base && data && merge(base, data, loser);
  if (!merged) return false;
  // In this order: cut in between, the version that lost is still listed.
  if (!merged.same) {
    edit(home, id, merged.data);
    madeFromBoth(home, conflict, winner);
  }
  if (merged.clean) untrackedChange(home.db, () => dropConflict(home.db, conflict.id));
  return merged.clean || !merged.same;
}

/**
 * What both sides of a conflict grew from, as their pasts show, and this home still has: the nearest, or null. Without
 * one nothing is merged, since what one side lacks may be what it never knew.
 */
function commonPast<Data>(
  bases: readonly { version: number; data: Data }[],
  one: Ancestry,
  other: Ancestry,
): Data | null {
  const mine = [one.version, ...one.past];
  const theirs = [other.version, ...other.past];
  const place = (version: number) => mine.indexOf(version) + theirs.indexOf(version);
  const [nearest] = bases
    .filter(({ version }) => mine.includes(version) && theirs.includes(version))
    .sort((a, b) => place(a.version) - place(b.version));
  return nearest?.data ?? null;
}

/** Of records that are clean and have no open conflict nothing is left to merge. */
export function forgetBases(db: Database): void {
  for (const { kind, name } of rowBases) {
    const open = `SELECT id FROM versions WHERE kind = '${kind}' AND dirty = 1
      UNION SELECT record_id FROM conflicts WHERE kind = '${kind}' AND dropped = 0`;
    statement(db, `DELETE FROM ${name} WHERE id NOT IN (${open})`).run();
  }
}

/** The edit that was just made follows on both versions. */
function madeFromBoth({ db }: Home, { kind, record_id, ...loser }: Conflict, winner: Ancestry) {
  const past = pastText(pastOf(winner, loser));
  untrackedChange(db, () =>
    statement(db, 'UPDATE versions SET past = ? WHERE kind = ? AND id = ? AND version IS NULL').run(
      past,
      kind,
      record_id,
    ),
  );
}
