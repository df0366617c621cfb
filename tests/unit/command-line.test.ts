import { expect, test } from 'vitest';
import { wholeProgram } from '../../cli/src/tree/program.ts';
import { allCommands, wordsOf } from '../support/commands.ts';

/** The program with commands that only tell that they would run, and with what. */
function tellingProgram(ran: (words: string, given: unknown[]) => void) {
  const program = wholeProgram();
  for (const command of allCommands(program)) {
    command.action((...given) => ran(wordsOf(command), given.slice(0, -2).flat()));
  }
  return program;
}

const commands = allCommands();
const takingArguments = commands.filter((command) => command.registeredArguments.length > 0);
const names = commands.flatMap((command) => wordsOf(command).split(' '));
const flags = [...new Set(commands.flatMap(({ options }) => options.map(({ long }) => long!)))];

test.each(
  takingArguments.map((command) => [wordsOf(command), command.registeredArguments] as const),
)(
  'samedi %s takes behind -- the name of any command, and any flag, for what it is',
  async (words, takes) => {
    const ran: [string, unknown[]][] = [];
    const program = tellingProgram((...one) => ran.push(one));
    for (const text of new Set([...names, ...flags, '--help', '-V', '--'])) {
      const given = takes.map(() => text);
      await program.parseAsync([...words.split(' '), '--', ...given], { from: 'user' });
      expect(ran.pop()).toEqual([words, given]);
    }
    expect(ran).toEqual([]);
  },
);
