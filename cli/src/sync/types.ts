/** What the parts of a round hand each other. */
import type { Delta } from '../../../src/lib/wire/deltas.ts';
import type { Kind } from '../../../src/lib/wire/kinds.ts';
import type { Rejection } from '../../../src/lib/wire/sync.ts';
import type { ConflictOffers } from './conflicts/offers.ts';

/** One version of one record. */
export interface Version {
  kind: Kind;
  id: string;
  updated_at: number;
  device_id: string;
  base: number;
  dirty: 0 | 1;
  known: 0 | 1;
  deleted: 0 | 1;
}

/** What one request offers. */
export interface Page {
  deltas: Record<Kind, Delta[]>;
  sent: Version[];
  /** Whether more is waiting than fits into this page. */
  more: boolean;
  /** Null where all are known to the server. */
  conflicts: ConflictOffers | null;
  /** What this home already knows the server would not take. */
  refused: Rejection[];
}

/** What one record of a kind is called. */
export const kindNames = {
  plans: 'plan',
  sessions: 'session',
  reviews: 'review',
  cards: 'card',
} as const satisfies Record<Kind, string>;
