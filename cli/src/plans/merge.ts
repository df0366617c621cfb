/** Three-way merge of plan texts, line by line. */
import { diff3Merge } from 'node-diff3';

export interface Merged {
  text: string;
  /** Whether both changes are in it whole: no line was changed by both. */
  clean: boolean;
}

/**
 * What `winner` and `loser` both made of `base`. Lines that only one of them touched are taken from it; where both
 * touched the same, the winner's stand.
 */
export function mergeTexts(base: string, winner: string, loser: string): Merged {
  const regions = diff3Merge(linesOf(winner), linesOf(base), linesOf(loser), {
    excludeFalseConflicts: true,
  });
  return {
    text: regions.flatMap(({ ok, conflict }) => ok ?? conflict?.a ?? []).join(''),
    clean: regions.every(({ conflict }) => conflict === undefined),
  };
}

/** Each with its own ending, so that joining them gives the text back, byte for byte. */
function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/);
}
