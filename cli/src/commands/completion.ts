/** `samedi completion SHELL` */
import { SamediError } from '../../../src/lib/errors.ts';
import { completionScripts } from '../completion/scripts.ts';
import type { Cli } from '../run/cli.ts';

export async function completion(cli: Cli, shell: string): Promise<void> {
  const script = Object.hasOwn(completionScripts, shell) ? completionScripts[shell] : undefined;
  if (script === undefined) {
    throw new SamediError('usage', `There is no completion for "${shell}".`, {
      next: `Use one of: ${Object.keys(completionScripts).join(', ')}.`,
    });
  }
  if (cli.out.json) return cli.out.data({ shell, script });
  cli.out.raw(script);
}
