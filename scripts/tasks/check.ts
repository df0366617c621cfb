/** `npm run check`: formatting, lint and types, without running a test. */
import { stripVTControlCharacters } from 'node:util';
import { root, tools } from '../lib/paths.ts';
import { run } from '../lib/process.ts';
import { giveUp, step } from '../lib/steps.ts';

async function check(args: readonly string[]): Promise<void> {
  const { code, output } = await run(process.execPath, args, { cwd: root });
  if (code !== 0) throw new Error(stripVTControlCharacters(output));
}

try {
  await step('Lint', () =>
    check([tools.biome, 'ci', '--colors=off', '--error-on-warnings', '--diagnostic-level=warn']),
  );
  await step('Types', () => check([tools.astro, 'check']));
} catch (error) {
  giveUp(error);
}
