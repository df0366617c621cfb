/** A Chromium for the browser tests: one that is installed, else Playwright's own, else Debian's package. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';
import { tools } from './paths.ts';
import { quietEnv, run } from './process.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The path of a Chromium or Chrome on this machine: `PLAYWRIGHT_CHROMIUM` where it is set, an installed one, or the one
 * that Playwright installed earlier. Null where there is none.
 */
export function installedBrowser(): string | null {
  const chosen = process.env.PLAYWRIGHT_CHROMIUM;
  if (chosen) {
    if (existsSync(chosen)) return chosen;
    throw new Error(`PLAYWRIGHT_CHROMIUM names ${chosen}, where there is no file.`);
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...candidates, ...ELSEWHERE, chromium.executablePath()].find(existsSync) ?? null;
}

/** As `installedBrowser`, and installs one where there is none. Throws, naming each way that failed and what to do. */
export async function ensureBrowser(report: (line: string) => void): Promise<string> {
  const found = installedBrowser();
  if (found) return found;
  const failures: string[] = [];
  for (const way of waysToInstall()) {
    report(`no Chromium found: ${way.name}`);
    const failure = await attempt(way);
    const path = installedBrowser();
    if (path) return path;
    failures.push(`${way.name}: ${failure ?? 'it ended well, but left no browser'}`);
    report(failures.at(-1)!);
  }
  throw new Error(
    [
      'There is no browser for the browser tests, and none could be installed.',
      ...failures.map((failure) => `  ${failure}`),
      'Install Chromium or Chrome, or set PLAYWRIGHT_CHROMIUM to the path of one, and run npm test again.',
    ].join('\n'),
  );
}

interface Way {
  name: string;
  commands: readonly (readonly string[])[];
}

function waysToInstall(): Way[] {
  const ways: Way[] = [
    {
      name: 'npx playwright install chromium',
      commands: [[process.execPath, tools.playwright, 'install', 'chromium']],
    },
  ];
  if (existsSync('/usr/bin/apt-get')) {
    const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
    ways.push({
      name: [...sudo, 'apt-get install chromium'].join(' '),
      commands: [
        [...sudo, 'apt-get', 'update', '-qq'],
        [...sudo, 'apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium'],
      ],
    });
  }
  return ways;
}

/** What went wrong, in a line; null where nothing did. */
async function attempt(way: Way): Promise<string | null> {
  for (const [command, ...args] of way.commands) {
    const env = quietEnv({ DEBIAN_FRONTEND: 'noninteractive' });
    try {
      const { code, output } = await run(command!, args, { env });
      if (code !== 0) return `${lastWords(output)} (exit ${code})`;
    } catch (error) {
      return (error as Error).message;
    }
  }
  return null;
}

function lastWords(output: string): string {
  const lines = output.split('\n').map((line) => line.trim());
  return lines.find((line) => /^E:|error/i.test(line)) ?? lines.findLast(Boolean) ?? 'no output';
}
