/** The tree of commands, without running any. */
import { buildProgram } from '../../cli/src/tree/program.ts';

export type Command = ReturnType<typeof buildProgram>;

const noCli = () => Promise.reject(new Error('No command is run here.'));

/** The program with all of its groups and options, which it declares where they are named. */
export function wholeProgram(): Command {
  const groups = namesIn(buildProgram([], noCli));
  return buildProgram([...namesIn(buildProgram(groups, noCli))], noCli);
}

function namesIn(command: Command): string[] {
  return command.commands.flatMap((one) => [one.name(), ...namesIn(one as Command)]);
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
