import { SamediError } from '../errors.ts';
import { limits } from '../limits.ts';
import type { PlanData } from '../wire/records.ts';
import { parsePlan } from './parse.ts';
import type { Chunk, Plan } from './plan.ts';

/**
 * A plan file as sync sends it. `createdAt` (Unix milliseconds) is used where the file does not say when it was made.
 * Throws `record_too_large` above 512 KiB, and `plan_file_invalid`.
 */
export function planData(text: string, createdAt = 0): PlanData {
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > limits.planBytes) {
    throw new SamediError(
      'record_too_large',
      `The plan's file has ${bytes} bytes, and ${limits.planBytes} are allowed.`,
      { next: 'Split it into two plans, or move long notes into a file of their own.' },
    );
  }
  const plan = parsePlan(text);
  const { total, completed } = chunkProgress(plan);
  return {
    title: plan.title,
    status: plan.status,
    tags: plan.tags,
    total_hours: plan.totalHours,
    created_at: plan.createdAt ?? createdAt,
    chunks_total: total,
    chunks_completed: completed,
    ...chunkMinutes(plan),
    ...nextChunk(plan),
    content: text,
  };
}

/** What is open, and what is done, by the plan's own hours; a chunk that says nothing counts as the average one. */
function chunkMinutes({
  chunks,
}: Pick<Plan, 'chunks'>): Pick<PlanData, 'open_minutes' | 'completed_minutes'> {
  const counted = chunks.filter((chunk) => chunk.status !== 'skipped');
  const said = counted.flatMap(({ minutes }) => minutes ?? []);
  if (said.length === 0) return { open_minutes: null, completed_minutes: null };
  const average = said.reduce((sum, each) => sum + each, 0) / said.length;
  const sumOf = (those: readonly Chunk[]) =>
    Math.round(those.reduce((sum, { minutes }) => sum + (minutes ?? average), 0));
  return {
    open_minutes: sumOf(counted.filter((chunk) => chunk.status !== 'completed')),
    completed_minutes: sumOf(counted.filter((chunk) => chunk.status === 'completed')),
  };
}

/** The first that was begun, else the first that was not. */
function nextChunk({
  chunks,
}: Pick<Plan, 'chunks'>): Pick<PlanData, 'next_chunk_id' | 'next_chunk_title'> {
  const next =
    chunks.find(({ status }) => status === 'in-progress') ??
    chunks.find(({ status }) => status === 'not-started');
  return { next_chunk_id: next?.id ?? null, next_chunk_title: next?.title ?? null };
}

/** How far a plan is: skipped chunks do not count. */
export function chunkProgress(plan: Pick<Plan, 'chunks'>): { total: number; completed: number } {
  const counted = plan.chunks.filter((chunk) => chunk.status !== 'skipped');
  return {
    total: counted.length,
    completed: counted.filter((chunk) => chunk.status === 'completed').length,
  };
}
