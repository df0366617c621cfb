/** Naming the plans that were left alone. */
import type { SamediError } from '../../../src/lib/errors.ts';
import type { Output } from '../terminal/output.ts';
import type { PlanProblem } from './scan.ts';

export function warnOfProblems(out: Output, problems: readonly PlanProblem[]): void {
  for (const { error } of problems) {
    out.warn([error.message, error.next].filter(Boolean).join('\n  '));
  }
}

/** What is wrong with one plan's file; null where nothing is. */
export function problemOf(problems: readonly PlanProblem[], id: string): SamediError | null {
  return problems.find((problem) => problem.id === id)?.error ?? null;
}
