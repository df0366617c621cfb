/** Commands in other groups than where they were looked for: whoever types `samedi conflicts` means `samedi sync conflicts`. */
import type { Command } from 'commander';
import { wordsOf } from './help.ts';

/** The groups whose commands are declared only where they are named. */
export const groups = ['account', 'backup', 'card', 'config', 'devices', 'plan', 'session'];

/** What of all commands in `program` is called `name`, as it would be typed. */
export function commandsCalled(program: Command, name: string): string[] {
  return program.commands.flatMap((one) => [
    ...(one.name() === name && one.parent?.parent ? [['samedi', ...wordsOf(one)].join(' ')] : []),
    ...commandsCalled(one, name),
  ]);
}
