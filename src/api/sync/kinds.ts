/**
 * What sync does differently with the kinds of records. All else (page, digest, conflicts, what is waiting, export and
 * deletion) goes by a kind's name, which is its table's in `db/schema/`, or by its schema in `lib/wire/records.ts`.
 */
import { limits } from '../../lib/limits.ts';
import { scheduleFields } from '../../lib/reviews/sm2.ts';
import type { Kind } from '../../lib/wire/kinds.ts';

interface SyncedKind {
  /** Fields that follow from other records: versions that differ in these alone are no conflict. */
  computed: readonly string[];
  /** The field that holds most of a record, and its bytes at most; null where only the record as a whole is limited. */
  text: { field: string; bytes: number } | null;
}

export const syncedKinds: Readonly<Record<Kind, SyncedKind>> = {
  plans: { computed: [], text: { field: 'content', bytes: limits.planBytes } },
  sessions: { computed: [], text: null },
  reviews: { computed: [], text: null },
  // A card's schedule follows from its reviews, which both sides keep.
  cards: { computed: scheduleFields, text: null },
};
