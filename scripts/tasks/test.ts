/** `npm test`: every suite, or those that are named. Ends with a line `N passed, N failed` over all of them. */
import '../lib/with-bootstrap.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { giveUp, seconds } from '../lib/steps.ts';
import { type Outcome, type Suite, suites } from '../lib/suites.ts';

const say = (line = '') => process.stdout.write(`${line}\n`);

function chosenSuites(names: readonly string[]): readonly Suite[] {
  const known = suites.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    giveUp(
      `There is no suite "${unknown}".\n\nUsage: npm test -- [SUITE …]\nSuites: ${known.join(', ')}. All of them where none is named.`,
      2,
    );
  }
  return names.length === 0 ? suites : suites.filter(({ name }) => names.includes(name));
}

async function runSuite(suite: Suite, folder: string): Promise<Outcome> {
  const started = Date.now();
  say(`· ${suite.name}`);
  const outcome = await suite
    .run(join(folder, `${suite.name}.json`))
    .catch(
      (error: Error): Outcome => ({ passed: 0, failed: 1, skipped: 0, output: error.message }),
    );
  const { passed, failed, skipped } = outcome;
  if (failed > 0) say(stripVTControlCharacters(outcome.output).trimEnd().replace(/^/gm, '  │ '));
  const counts = [
    `${passed} passed`.padStart(12),
    failed > 0 ? `${failed} failed` : '',
    skipped > 0 ? `${skipped} skipped` : '',
  ];
  const mark = failed > 0 ? '✗' : '✓';
  say(
    `${mark} ${suite.name.padEnd(8)} ${counts.filter(Boolean).join('  ')}  ${seconds(Date.now() - started)}`,
  );
  return outcome;
}

// Whatever runs ends with this process: see the exit handler in lib/process.ts.
process.on('SIGINT', () => process.exit(130));
process.on('SIGTERM', () => process.exit(143));
process.on('SIGHUP', () => process.exit(129));

const chosen = chosenSuites(process.argv.slice(2));
const folder = await mkdtemp(join(tmpdir(), 'samedi-test-'));
let passed = 0;
let failed = 0;
for (const suite of chosen) {
  const outcome = await runSuite(suite, folder);
  passed += outcome.passed;
  failed += outcome.failed;
}
await rm(folder, { recursive: true, force: true });
say();
say(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
