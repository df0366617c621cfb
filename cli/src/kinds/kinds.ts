/**
 * All kinds of records. A new one is a file here, a table in `home/schema/tables.ts`, and its fields in `src/lib/wire`.
 */
import { type Kind, toldKinds } from '../../../src/lib/wire/kinds.ts';
import { cards } from './cards.ts';
import type { RecordKind } from './kind.ts';
import { plans } from './plans.ts';
import { reviews } from './reviews.ts';
import { sessions } from './sessions.ts';

export const recordKinds: Readonly<Record<Kind, RecordKind>> = { plans, sessions, reviews, cards };

/** Of which each record is a row; a plan is a file. */
export type RowKind = Exclude<Kind, 'plans'>;

export const rowKinds = toldKinds.filter(
  (kind): kind is RowKind => recordKinds[kind].table !== null,
);

/** Something of each kind of rows. */
export function byRowKind<T>(of: (kind: RowKind) => T): Record<RowKind, T> {
  return Object.fromEntries(rowKinds.map((kind) => [kind, of(kind)])) as Record<RowKind, T>;
}
