/** Merges of records that are rows: field by field. */
import { mergeRecord } from '../../../src/lib/records/merge-record.ts';
import type { CardData, SessionData } from '../../../src/lib/wire/records.ts';
import type { Merged } from './kind.ts';
import { says } from './says.ts';

interface Merging {
  cards: CardData;
  sessions: SessionData;
}

export function mergedBy<Kind extends keyof Merging>(kind: Kind) {
  return (
    base: Merging[Kind],
    winner: Merging[Kind],
    loser: Merging[Kind],
  ): Merged<Merging[Kind]> => {
    const { data, conflicts } = mergeRecord(kind, base, winner, loser);
    return { data, clean: conflicts.length === 0, same: says(data, () => winner) };
  };
}
