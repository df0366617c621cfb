/** The tree of commands, without running any. */
import { buildProgram } from '../../cli/src/program.ts';

export type Command = ReturnType<typeof buildProgram>;

const noCli = () => Promise.reject(new Error('No command is run here.'));

/** The program with all of its groups. */
export function wholeProgram(): Command {
  const groups = buildProgram([], noCli).commands.map((command) => command.name());
  return buildProgram(groups, noCli);
}

/** Each command that does something, without the hidden ones and without `help`. */
export function allCommands(command = wholeProgram()): Command[] {
  const below = command.createHelp().visibleCommands(command) as Command[];
  return below.flatMap((one) => {
    const runs = one.options.some((option) => option.long === '--json');
    return [...(runs ? [one] : []), ...allCommands(one)];
  });
}

/** `plan done`. */
export function wordsOf(command: Command): string {
  const { parent } = command;
  return parent?.parent ? `${wordsOf(parent as Command)} ${command.name()}` : command.name();
}
