import { SamediError } from '../errors.ts';
import { limits } from '../limits.ts';
import type { PlanData } from '../wire/records.ts';
import { parsePlan } from './parse.ts';
import type { Plan } from './plan.ts';

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
    content: text,
  };
}

/** How far a plan is: skipped chunks do not count. */
export function chunkProgress(plan: Pick<Plan, 'chunks'>): { total: number; completed: number } {
  const counted = plan.chunks.filter((chunk) => chunk.status !== 'skipped');
  return {
    total: counted.length,
    completed: counted.filter((chunk) => chunk.status === 'completed').length,
  };
}
