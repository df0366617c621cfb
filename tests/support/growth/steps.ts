/** How much work a piece of code does, without a clock. */
import { Session } from 'node:inspector/promises';

const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

/**
 * How often the blocks of all JavaScript are entered while `work` runs: V8's own counts, the same each time where it
 * interprets and does not optimize. What happens inside a regular expression or a built-in function is one step.
 */
export async function stepsOf(work: () => void): Promise<number> {
  await session.post('Profiler.takePreciseCoverage');
  work();
  const { result } = await session.post('Profiler.takePreciseCoverage');
  const ranges = result.flatMap((script) => script.functions.flatMap((each) => each.ranges));
  return ranges.reduce((sum, { count }) => sum + count, 0);
}
