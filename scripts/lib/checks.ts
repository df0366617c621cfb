/** What is checked without running a test, by tools that pass or fail as a whole. */
import { inRoot, root, tools } from './paths.ts';
import { run } from './process.ts';

/** Each a script for Node and its arguments. */
export type Commands = readonly (readonly string[])[];

export const lint: Commands = [
  [tools.biome, 'ci', '--colors=off', '--error-on-warnings', '--diagnostic-level=warn'],
  [inRoot('scripts/lint/line-width.mjs')],
];

/** The types of the runtime and its bindings are made first, as wrangler.jsonc and the installed workerd are. */
export const types: Commands = [
  [tools.wrangler, 'types'],
  [tools.astro, 'check'],
];

/** Runs one after the other; what the first that failed said, and null where all passed. */
export async function firstFailure(commands: Commands): Promise<string | null> {
  for (const command of commands) {
    const { code, output } = await run(process.execPath, command, { cwd: root });
    if (code !== 0) return output;
  }
  return null;
}
