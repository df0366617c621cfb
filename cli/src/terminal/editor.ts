/** The learner's own editor. */
import { spawnSync } from 'node:child_process';
import { SamediError } from '../../../src/lib/errors.ts';
import type { Cli } from '../run/cli.ts';
import { agrees, canAsk } from './ask.ts';

/**
 * Opens the file in `$VISUAL`, else `$EDITOR`, until `check` finds nothing wrong with it. On a terminal a problem is
 * shown with the offer to open the file again; elsewhere, or where that is declined, it is thrown, and the file stays
 * as it was saved. Throws `usage` where no editor is set, or where it fails.
 */
export async function editUntilRight(
  cli: Cli,
  path: string,
  check: () => SamediError | null,
): Promise<void> {
  for (;;) {
    openEditor(cli.env, path);
    const problem = check();
    if (!problem) return;
    if (!canAsk()) throw problem;
    cli.out.warn([problem.message, problem.next].filter(Boolean).join('\n'));
    if (!(await agrees('Open it again?', true))) throw problem;
  }
}

function openEditor(env: NodeJS.ProcessEnv, path: string): void {
  const editor = env['VISUAL'] || env['EDITOR'];
  if (!editor) {
    throw new SamediError('usage', 'No editor is set.', {
      next: `Set EDITOR, as in EDITOR=nano, or open ${path} yourself.`,
    });
  }
  // What an editor prints is no result.
  const stdio = ['inherit', process.stdout.isTTY ? 'inherit' : 2, 'inherit'] as const;
  // By a shell, since the variable may hold flags: EDITOR="code --wait".
  const { status } =
    process.platform === 'win32'
      ? spawnSync(`${editor} "${path}"`, { shell: true, stdio: [...stdio], env })
      : spawnSync('/bin/sh', ['-c', `${editor} "$1"`, 'sh', path], { stdio: [...stdio], env });
  if (status === 0) return;
  throw new SamediError('usage', `The editor "${editor}" failed (${status ?? 'it was killed'}).`, {
    next: 'Check what EDITOR is set to, then try again.',
  });
}
