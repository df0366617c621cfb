/** The tree of commands, without running any. */
import { declarationOf } from '../../cli/src/tree/add.ts';
import { wholeProgram } from '../../cli/src/tree/program.ts';

export type Command = ReturnType<typeof wholeProgram>;

/** Each command that does something, without the hidden ones and without `help`. */
export function allCommands(command = wholeProgram()): Command[] {
  const below = command.createHelp().visibleCommands(command) as Command[];
  return below.flatMap((one) => [...(declarationOf(one) ? [one] : []), ...allCommands(one)]);
}

/** `plan done`. */
export function wordsOf(command: Command): string {
  const { parent } = command;
  return parent?.parent ? `${wordsOf(parent as Command)} ${command.name()}` : command.name();
}

/** What the command of these words takes: `['plan', 'chunk']` for `plan done`. */
export function argumentsOf(words: string): string[] {
  const command = allCommands().find((one) => wordsOf(one) === words);
  if (!command) throw new Error(`There is no command samedi ${words}.`);
  return command.registeredArguments.map((one) => one.name());
}
