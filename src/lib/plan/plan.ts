/** What a plan file says. The file is the source of truth; this is what is read out of it. */

export const planStatuses = ['not-started', 'in-progress', 'completed', 'archived'] as const;
export type PlanStatus = (typeof planStatuses)[number];

export const chunkStatuses = ['not-started', 'in-progress', 'completed', 'skipped'] as const;
export type ChunkStatus = (typeof chunkStatuses)[number];

/** A plan's id names a file in every home, so it can hold no path. At most 100 characters. */
export const planIdPattern = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}._-]*$/u;

export function isPlanId(text: string): boolean {
  return text.length <= 100 && planIdPattern.test(text);
}

export interface Plan {
  id: string;
  title: string;
  /** Unix milliseconds; null where the file does not say. */
  createdAt: number | null;
  /** Unix milliseconds; null where the file does not say. */
  updatedAt: number | null;
  /** What the learner expects it to take; null where the file does not say. */
  totalHours: number | null;
  status: PlanStatus;
  tags: string[];
  chunks: Chunk[];
}

/** One time-boxed part of a plan. */
export interface Chunk {
  id: string;
  /** N of `## Chunk N`; chunks are in the order of the file, whatever their numbers. */
  number: number;
  title: string;
  /** How long it is meant to take; null where the file does not say. */
  minutes: number | null;
  status: ChunkStatus;
  objectives: string[];
  /** Markdown. */
  resources: string[];
  /** Markdown; null where the file does not say. */
  deliverable: string | null;
  /** The line of its heading in the file, from 1. */
  line: number;
}
