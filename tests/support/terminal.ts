/** The real CLI on a terminal of its own, by util-linux's `script`. */
import { spawnSync } from 'node:child_process';
import { inRoot } from '../../scripts/lib/paths.ts';
import { type Group, startGroup } from '../../scripts/lib/process.ts';

/** What the terminal showed, and the exit code; `input` is typed. */
export function onTerminal(
  home: string,
  args: readonly string[],
  { input = '', env = {} }: { input?: string; env?: Record<string, string> } = {},
): { code: number | null; screen: string } {
  const { status, stdout } = spawnSync('script', scriptOf(args), {
    encoding: 'utf8',
    input,
    env: { ...environment(home), ...env },
  });
  return { code: status, screen: stdout };
}

/** As `onTerminal`, where each answer is typed once the terminal shows the text that it comes after. */
export async function answering(
  home: string,
  args: readonly string[],
  answers: readonly (readonly [after: string, keys: string])[],
  env: Record<string, string> = {},
): Promise<{ code: number | null; screen: string }> {
  const left = [...answers];
  let unread = '';
  const group: Promise<Group> = startGroup('script', scriptOf(args), {
    env: { ...environment(home), ...env },
    input: new Promise(() => {}),
    onOutput(text) {
      unread += text;
      const [after, keys] = left[0] ?? [];
      if (after === undefined || !unread.includes(after)) return;
      unread = '';
      left.shift();
      void group.then(({ child }) => child.stdin?.write(keys));
    },
  });
  const { exited, stdout } = await group;
  const { code } = await exited;
  return { code, screen: stdout() };
}

/** Wide enough for every question to stay on one line. */
function scriptOf(args: readonly string[]): string[] {
  const command = [process.execPath, inRoot('cli/bin/samedi.js'), ...args];
  const quoted = command.map((word) => `'${word}'`).join(' ');
  return ['-qec', `stty cols 160; exec ${quoted}`, '/dev/null'];
}

function environment(home: string): NodeJS.ProcessEnv {
  const { NO_COLOR: _, ...inherited } = process.env;
  return { ...inherited, TERM: 'xterm', SAMEDI_HOME: home } as NodeJS.ProcessEnv;
}
