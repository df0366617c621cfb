/** The suites of `npm test`, and how each is run and counted. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { ensureBrowser } from './browser.ts';
import { type Commands, firstFailure, lint, types } from './checks.ts';
import { root, tools } from './paths.ts';
import { quietEnv, run } from './process.ts';

export interface Outcome {
  passed: number;
  failed: number;
  skipped: number;
  /** What to show where something failed. */
  output: string;
}

export interface Suite {
  name: string;
  /** `report` is a file for the runner's results as JSON. */
  run: (report: string) => Promise<Outcome>;
}

export const suites: readonly Suite[] = [
  { name: 'lint', run: () => check(lint) },
  { name: 'types', run: () => check(types) },
  ...['unit', 'worker', 'cli', 'faults', 'build'].map((name) => ({
    name,
    run: (report: string) => vitest(name, report),
  })),
  { name: 'e2e', run: browserTests },
];

/** Tools that pass or fail as a whole: they count as one test. */
async function check(commands: Commands): Promise<Outcome> {
  const output = await firstFailure(commands);
  return {
    passed: output === null ? 1 : 0,
    failed: output === null ? 0 : 1,
    skipped: 0,
    output: output ?? '',
  };
}

async function vitest(project: string, report: string): Promise<Outcome> {
  const { code, output } = await run(
    process.execPath,
    [
      ...[tools.vitest, 'run', '--project', project, '--reporter=default'],
      ...['--reporter=json', `--outputFile.json=${report}`],
    ],
    { cwd: root, endsWithUs: true },
  );
  return judged(vitestCounts(await resultsIn(report)), code, output);
}

interface VitestResults {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}

function vitestCounts(results: VitestResults | null): Omit<Outcome, 'output'> {
  if (!results) return { passed: 0, failed: 0, skipped: 0 };
  // A file that could not even be loaded has no tests to count, so it counts itself.
  const broken = results.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + broken.length,
    skipped: results.numPendingTests + results.numTodoTests,
  };
}

async function browserTests(report: string): Promise<Outcome> {
  const browser = await ensureBrowser((line) => process.stdout.write(`    ${line}\n`));
  const { code, output } = await run(
    process.execPath,
    [tools.playwright, 'test', '--reporter=line,json'],
    {
      cwd: root,
      endsWithUs: true,
      env: quietEnv({ PLAYWRIGHT_CHROMIUM: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: report }),
    },
  );
  const results = await resultsIn<{ stats: PlaywrightStats }>(report);
  return judged(playwrightCounts(results?.stats ?? null), code, output);
}

interface PlaywrightStats {
  expected: number;
  flaky: number;
  unexpected: number;
  skipped: number;
}

function playwrightCounts(stats: PlaywrightStats | null): Omit<Outcome, 'output'> {
  if (!stats) return { passed: 0, failed: 0, skipped: 0 };
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
  };
}

/** A runner that failed without a failed test (an error outside of tests, no tests at all) counts as one failure. */
function judged(counts: Omit<Outcome, 'output'>, code: number | null, output: string): Outcome {
  if (counts.passed + counts.failed === 0) {
    return { ...counts, failed: 1, output: `${output}\nThe suite ran no test.` };
  }
  return { ...counts, failed: counts.failed || (code === 0 ? 0 : 1), output };
}

/** Null where the runner wrote none. */
async function resultsIn<Results = VitestResults>(report: string): Promise<Results | null> {
  return existsSync(report) ? (JSON.parse(await readFile(report, 'utf8')) as Results) : null;
}
