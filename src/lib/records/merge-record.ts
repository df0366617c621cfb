/** Three-way merge of cards and sessions: by what a learner changes at once. Plans merge by `plan/merge/`. */
import type { CardData, SessionData } from '../wire/records.ts';

interface Merging {
  cards: CardData;
  sessions: SessionData;
}

type Units = { [Kind in keyof Merging]: Record<string, readonly (keyof Merging[Kind])[]> };

/** Fields that mean something only together. A chunk is one of its plan, and a day follows from a start. */
export const units: Units = {
  cards: {
    place: ['plan_id', 'chunk_id'],
    question: ['question'],
    answer: ['answer'],
    tags: ['tags'],
    created: ['created_at'],
    schedule: ['ease_factor', 'interval_days', 'repetitions', 'next_review', 'last_review'],
  },
  sessions: {
    place: ['plan_id', 'chunk_id'],
    times: ['started_at', 'ended_at', 'minutes', 'utc_offset_minutes', 'day'],
    notes: ['notes'],
    artifacts: ['artifacts'],
    'cards created': ['cards_created'],
    created: ['created_at'],
  },
};

/** What both sides set to different values. */
export interface RecordConflict<Data> {
  where: string;
  /** Null without a known past. */
  base: Partial<Data> | null;
  ours: Partial<Data>;
  theirs: Partial<Data>;
}

export interface MergedRecord<Data> {
  data: Data;
  conflicts: RecordConflict<Data>[];
}

/**
 * What `ours` and `theirs` both made of `base`; null where they have no known past. What both set to different values
 * is that of the side that `wins`, and named. It is the same whichever of the two is called ours. Different schedules
 * of a card are no conflict: they follow from its reviews, and are made anew from all of these.
 */
export function mergeRecord<Kind extends keyof Merging>(
  kind: Kind,
  base: Merging[Kind] | null,
  ours: Merging[Kind],
  theirs: Merging[Kind],
  wins: 'ours' | 'theirs' = 'ours',
): MergedRecord<Merging[Kind]> {
  const winner = wins === 'ours' ? ours : theirs;
  const data = { ...winner };
  const conflicts: RecordConflict<Merging[Kind]>[] = [];
  for (const [where, fields] of Object.entries(units[kind])) {
    const [was, mine, other] = [
      base && pick(base, fields),
      pick(ours, fields),
      pick(theirs, fields),
    ];
    if (same(mine, other)) continue;
    if (base && same(was, mine)) Object.assign(data, other);
    else if (base && same(was, other)) Object.assign(data, mine);
    else if (where !== 'schedule') conflicts.push({ where, base: was, ours: mine, theirs: other });
  }
  return { data, conflicts };
}

function pick<Data>(data: Data, fields: readonly (keyof Data)[]): Partial<Data> {
  return Object.fromEntries(fields.map((field) => [field, data[field]])) as Partial<Data>;
}

/** Values are those of JSON, and the fields of a unit come in one order. */
const same = (some: unknown, other: unknown) => JSON.stringify(some) === JSON.stringify(other);
