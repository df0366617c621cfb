/** The real CLI on a terminal of its own, by util-linux's `script`. */
import { spawnSync } from 'node:child_process';
import { inRoot } from '../../scripts/lib/paths.ts';

/** What the terminal showed, and the exit code; `input` is typed. */
export function onTerminal(
  home: string,
  args: readonly string[],
  { input = '', env = {} }: { input?: string; env?: Record<string, string> } = {},
): { code: number | null; screen: string } {
  const command = [process.execPath, inRoot('cli/bin/samedi.js'), ...args];
  const quoted = command.map((word) => `'${word}'`).join(' ');
  const { NO_COLOR: _, ...inherited } = process.env;
  const { status, stdout } = spawnSync('script', ['-qec', quoted, '/dev/null'], {
    encoding: 'utf8',
    input,
    env: { ...inherited, TERM: 'xterm', SAMEDI_HOME: home, ...env },
  });
  return { code: status, screen: stdout };
}
