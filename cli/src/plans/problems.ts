/** Naming the plans that were left alone. */
import type { Output } from '../output.ts';
import type { PlanProblem } from './scan.ts';

export function warnOfProblems(out: Output, problems: readonly PlanProblem[]): void {
  for (const { error } of problems) {
    out.warn([error.message, error.next].filter(Boolean).join('\n  '));
  }
}
