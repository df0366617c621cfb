/**
 * Three-way merge of plan files by what they are made of: frontmatter by key, chunks by id, a chunk's fields by name,
 * lists and free text by line. What nobody changed stays byte for byte.
 */
import { mergeByLine } from './by-line.ts';
import { toOneEnding } from './endings.ts';
import type { Disagreement } from './part.ts';
import { isSection, readStructure } from './structure.ts';
import { mergeStructures } from './structures.ts';

/** What both sides changed, to different values; null is nothing there. */
export interface PlanConflict {
  /** "chunk 3, status", "tags", "introduction", "lines". */
  where: string;
  base: string | null;
  ours: string | null;
  theirs: string | null;
}

export interface MergedPlans {
  content: string;
  /** What only the side that loses said is here, and not in the content. */
  conflicts: PlanConflict[];
  /** `lines` where one of the files cannot be read, or has a chunk without an id of its own. */
  by: 'structure' | 'lines';
}

interface Merged {
  content: string;
  disagreements: Disagreement[];
}

/**
 * What `ours` and `theirs` both made of `base`; null where they have no known past: then nothing of either is taken
 * away. Where both changed one thing differently the side that `wins` stands. It is the same whichever of the two is
 * called ours.
 */
export function mergePlans(
  base: string | null,
  ours: string,
  theirs: string,
  wins: 'ours' | 'theirs' = 'ours',
): MergedPlans {
  const sides = wins === 'ours' ? ([ours, theirs] as const) : ([theirs, ours] as const);
  const texts = toOneEnding(base, ...sides);
  const byStructure = mergeChunks(...texts);
  const { content, disagreements } = byStructure ?? mergeLines(...texts);
  const conflicts = disagreements.map(({ where, base, winner, loser }) => ({
    where,
    base,
    ours: wins === 'ours' ? winner : loser,
    theirs: wins === 'ours' ? loser : winner,
  }));
  return { content, conflicts, by: byStructure ? 'structure' : 'lines' };
}

function mergeLines(base: string | null, winner: string, loser: string): Merged {
  const whole = { where: 'the whole file', base, winner, loser };
  if (base === null) return { content: winner, disagreements: winner === loser ? [] : [whole] };
  const linesOf = (text: string) =>
    (text.match(/[^\n]*\n|[^\n]+$/g) ?? []).map((line) => ({
      text: line,
      name: null,
      under: 'lines',
    }));
  const { lines, clashes } = mergeByLine(linesOf(base), linesOf(winner), linesOf(loser));
  const textOf = (each: typeof lines) => each.map(({ text }) => text).join('');
  return {
    content: textOf(lines),
    disagreements: clashes.map((clash) => ({
      where: 'lines',
      base: textOf(clash.base),
      winner: textOf(clash.winner),
      loser: textOf(clash.loser),
    })),
  };
}

/** Null where the texts, or what would come of them, cannot be told apart chunk by chunk. */
function mergeChunks(base: string | null, winner: string, loser: string): Merged | null {
  const past = base === null ? null : readStructure(base);
  const ours = readStructure(winner);
  const theirs = readStructure(loser);
  if (!ours || !theirs || (base !== null && !past)) return null;
  const { ids, ...merged } = mergeStructures(past, ours, theirs);
  const read = readStructure(merged.content)?.chunks.filter(({ id }) => !isSection(id));
  // Not so where one side opened a code fence that the other closes, say.
  return read?.length === ids.length && read.every(({ id }, at) => id === ids[at]) ? merged : null;
}
