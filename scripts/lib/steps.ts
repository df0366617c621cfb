/** Progress on the terminal: a line for each step, with how long it took. */

/** Runs `work` and says so: `name`, what came of it (`outcome` of its result), and the seconds it took. */
export async function step<Result>(
  name: string,
  work: () => Promise<Result>,
  outcome: (result: Result) => string = () => '',
): Promise<Result> {
  const terminal = process.stdout.isTTY;
  if (terminal) process.stdout.write(`  · ${name} …`);
  const started = Date.now();
  try {
    const result = await work();
    const line = [name.padEnd(16), outcome(result).padEnd(34), seconds(Date.now() - started)];
    process.stdout.write(`${terminal ? '\r\x1b[2K' : ''}  ✓ ${line.join(' ')}\n`);
    return result;
  } catch (error) {
    process.stdout.write(`${terminal ? '\r\x1b[2K' : ''}  ✗ ${name}\n`);
    throw error;
  }
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`.padStart(7);
}

/** Ends the task with exit code 1 (or `code`), saying why. */
export function giveUp(error: unknown, code = 1): never {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(code);
}
