/** How help is shown: what every command takes comes last, and some have examples. */
import type { Command, Help } from 'commander';
import { SamediError } from '../../../src/lib/errors.ts';
import { declarationOf, EVERYWHERE, globalOptions, type Tree } from './add.ts';

/** Of the program itself. */
export const firstSteps = [
  'samedi plan new "French B1" --chunk Greetings --chunk Numbers',
  'samedi start french-b1',
  'samedi stop --note "Greetings, and the alphabet"',
  'samedi help session add',
];

/** The form of all help; before the first command is added, since commands take it over as they are. */
export function shapeHelp(program: Command): Command {
  return program
    .configureHelp({ groupItems: everywhereLast, subcommandTerm: termOf })
    .addHelpText('afterAll', ({ command }) => examplesOf(command));
}

/** `samedi help`, `samedi help plan done`. */
export function addHelp({ program, flags, mentions }: Tree): void {
  const help = program.command('help [command...]').description('explain a command');
  if (mentions('help')) globalOptions(help, flags);
  help.action(explain);

  async function explain(words: readonly string[]): Promise<void> {
    let command = program;
    for (const word of words) {
      const found = command.commands.find((one) => one.name() === word);
      if (!found) {
        throw await unknown(command, words, word);
      }
      command = found;
    }
    command.outputHelp();
  }
}

async function unknown(command: Command, words: readonly string[], word: string) {
  // Loaded only here: all other commands load this file, too.
  const { meaning, nearest } = await import('../arguments/suggest.ts');
  const names = command
    .createHelp()
    .visibleCommands(command)
    .map((one) => one.name());
  const next = `Run: ${['samedi help', ...wordsOf(command)].join(' ')}`;
  return new SamediError('usage', `There is no command "${words.join(' ')}".`, {
    next: meaning(nearest(word, names), next),
  });
}

/** `plan done`, as words; none for the program itself. */
export function wordsOf(command: Command): string[] {
  return command.parent ? [...wordsOf(command.parent), command.name()] : [];
}

function examplesOf(command: Command): string {
  const found = command.parent ? (declarationOf(command)?.examples ?? []) : firstSteps;
  if (found.length === 0) return '';
  return ['', 'Examples:', ...found.map((example) => `  ${example}`), ''].join('\n');
}

/** `start <plan> [chunk]`: that there are options goes without saying. */
function termOf(command: Command): string {
  const names = command.registeredArguments.map((one) => {
    const name = one.variadic ? `${one.name()}...` : one.name();
    return one.required ? `<${name}>` : `[${name}]`;
  });
  return [command.name(), ...names].join(' ');
}

function everywhereLast<Item extends Command | { helpGroupHeading?: string }>(
  this: Help,
  _all: Item[],
  visible: Item[],
  groupOf: (item: Item) => string,
): Map<string, Item[]> {
  const groups = Map.groupBy(visible, groupOf);
  const last = groups.get(EVERYWHERE);
  if (last && groups.delete(EVERYWHERE)) groups.set(EVERYWHERE, last);
  return groups;
}
