/** A page of what others changed: cut by count and size, in the order of sequence numbers. */
import { limits } from '../../lib/limits.ts';
import type { Kind } from '../../lib/wire/kinds.ts';
import type { Rows } from '../db/rows.ts';
import type { Source } from './sql/page.ts';

/** A changed record, as `readPage` finds it. */
export interface Found extends Pick<Rows[Source], 'id' | 'seq'> {
  source: Source;
  /** Of its data. */
  bytes: NonNullable<Rows[Source]['bytes']>;
  /** The delta as JSON; null while a large record's is not read yet. */
  delta: string | null;
}

/** What an offer lost to, as `findStale` finds it. */
export interface Lost extends Found {
  source: Kind;
  delta: string;
  /** Whether neither knew the other. */
  conflict: 0 | 1;
}

export interface Page<Row = Found> {
  rows: Row[];
  /** Whether there is more than this page. */
  more: boolean;
}

/** What a delta's other fields take, about. */
const ENVELOPE_BYTES = 300;

/** As many as fit; one always does, else nothing would ever move. */
export function cutPage<Row extends Found>(found: Row[]): Page<Row> {
  let bytes = 0;
  const end = found.findIndex((row, index) => {
    bytes += row.bytes + ENVELOPE_BYTES;
    return index >= limits.deltas || (bytes > limits.answerBytes && index > 0);
  });
  return end < 0 ? { rows: found, more: false } : { rows: found.slice(0, end), more: true };
}

/** A record that was too large to come with the page. */
export interface Large extends Pick<Rows[Source], 'id'> {
  source: Source;
  delta: string;
}

/** Ids are unique within a kind only. */
export function nameOf({ source, id }: Pick<Found, 'source' | 'id'>): string {
  return `${source}:${id}`;
}

/** The ids of records that the page still lacks, by source. */
export function missingFrom({ rows }: Page): { source: Source; ids: string[] }[] {
  const missing = Map.groupBy(
    rows.filter(({ delta }) => delta === null),
    ({ source }) => source,
  );
  return Array.from(missing, ([source, found]) => ({ source, ids: found.map(({ id }) => id) }));
}

/** The page's rows with what it lacked; null stays where a record vanished meanwhile. */
export function filledIn({ rows }: Page, large: readonly Large[]): Found[] {
  const deltas = new Map(large.map((row) => [nameOf(row), row.delta]));
  return rows.map((row) => ({ ...row, delta: row.delta ?? deltas.get(nameOf(row)) ?? null }));
}
