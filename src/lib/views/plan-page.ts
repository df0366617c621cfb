/** A plan chunk by chunk: what was planned, and what was spent. */

import { SamediError } from '../errors.ts';
import { type Chunk, parsePlan } from '../plan/plan-file.ts';
import type { PlanCard } from './dashboard/plan-cards.ts';
import type { SessionPage } from './session-page.ts';
import type { Bars } from './stats/bars.ts';

/** Finished sessions of a chunk; of none where `chunkId` is null. */
export interface ChunkTotal {
  chunkId: string | null;
  minutes: number;
  sessions: number;
}

export interface ChunkProgress extends Chunk {
  spentMinutes: number;
  sessions: number;
}

export interface Outline {
  chunks: ChunkProgress[];
  /** Spent on the plan, but on no chunk that it has. */
  otherMinutes: number;
  /** Why the plan's text cannot be read; null where it can. */
  problem: { message: string; next: string | null } | null;
}

/** What a plan's page shows. */
export interface PlanView {
  card: PlanCard;
  outline: Outline;
  /** Hours by week; null before the first session. */
  weeks: Bars | null;
  cards: { due: number; new: number; learning: number; mature: number };
  sessions: SessionPage;
}

/** The chunks of a plan file, each with what was spent on it. A file that cannot be read has none, and says why. */
export function outlineOf(content: string, totals: ChunkTotal[]): Outline {
  const { chunks, problem } = readChunks(content);
  const spent = new Map(totals.map((total) => [total.chunkId, total]));
  const known = new Set(chunks.map((chunk) => chunk.id));
  return {
    chunks: chunks.map((chunk) => ({
      ...chunk,
      spentMinutes: spent.get(chunk.id)?.minutes ?? 0,
      sessions: spent.get(chunk.id)?.sessions ?? 0,
    })),
    otherMinutes: totals
      .filter(({ chunkId }) => chunkId === null || !known.has(chunkId))
      .reduce((sum, { minutes }) => sum + minutes, 0),
    problem,
  };
}

function readChunks(content: string): { chunks: Chunk[]; problem: Outline['problem'] } {
  try {
    return { chunks: parsePlan(content).chunks, problem: null };
  } catch (error) {
    if (!(error instanceof SamediError && error.code === 'plan_file_invalid')) throw error;
    return { chunks: [], problem: { message: error.message, next: error.next } };
  }
}
