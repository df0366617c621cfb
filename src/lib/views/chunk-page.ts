/** A long plan in parts. */
import type { ChunkStatus } from '../plan/plan-file.ts';

/** Of a plan of a book a week for six years, all are on one page. */
const CHUNKS_A_PAGE = 300;

export interface ChunkPage<Chunk> {
  chunks: Chunk[];
  /** The number of the first one, from 1, in the order of the file. */
  first: number;
  total: number;
  /** The first ones of the pages before and after; null where there is none. */
  earlier: number | null;
  later: number | null;
  /** What to go on with, if it is on this page. */
  next: Chunk | null;
}

/** The page that begins at `first`; where none is asked for, the one with what comes next. */
export function chunkPage<Chunk extends { status: ChunkStatus }>(
  all: readonly Chunk[],
  first?: number,
): ChunkPage<Chunk> {
  const next =
    all.find(({ status }) => status === 'in-progress') ??
    all.find(({ status }) => status === 'not-started');
  const wanted = first === undefined ? all.indexOf(next ?? all[0]!) : first - 1;
  const last = Math.max(0, all.length - 1);
  const from = Math.floor(Math.min(Math.max(wanted, 0), last) / CHUNKS_A_PAGE) * CHUNKS_A_PAGE;
  const chunks = all.slice(from, from + CHUNKS_A_PAGE);
  const end = from + chunks.length;
  return {
    chunks,
    first: from + 1,
    total: all.length,
    earlier: from > 0 ? from - CHUNKS_A_PAGE + 1 : null,
    later: end < all.length ? end + 1 : null,
    next: next !== undefined && chunks.includes(next) ? next : null,
  };
}
