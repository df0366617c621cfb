/** The tree of commands. Each command's own file is loaded only when it runs. */
import { Command, CommanderError } from 'commander';
import { SamediError } from '../../../src/lib/errors.ts';
import pkg from '../../package.json' with { type: 'json' };
import type { Cli } from '../run/cli.ts';
import { addAccount } from './account.ts';
import { adder, type GlobalFlags, globalOptions } from './add.ts';
import { addBackup } from './backup.ts';
import { addCards, addReview } from './cards.ts';
import { addConfig } from './config.ts';
import { addHelp, shapeHelp } from './help.ts';
import { addCheck, addCompletion, addLooking } from './looking.ts';
import { addPlans } from './plans.ts';
import { addSync } from './sync.ts';
import { addSessions, addTracking } from './tracking.ts';

/** Runs what `args` say. Throws `usage` for a command line that makes no sense, and whatever the command throws. */
export async function runProgram(
  args: readonly string[],
  cliFor: (flags: GlobalFlags) => Promise<Cli>,
): Promise<void> {
  const program = buildProgram(args, cliFor);
  await parse(program, args, async (name) => {
    const { commandsCalled, groups } = await import('./elsewhere.ts');
    return commandsCalled(buildProgram(groups, cliFor), name);
  });
}

/** All commands, those in a group only where `args` name it. */
export function buildProgram(
  args: readonly string[],
  cliFor: (flags: GlobalFlags) => Promise<Cli>,
): Command {
  const program = new Command('samedi')
    .description('A local-first learning tracker: plans, sessions and cards, in your terminal.')
    .version(pkg.version, '-V, --version', 'show the version');
  globalOptions(shapeHelp(program));

  const add = adder(cliFor, args);
  program.commandsGroup('Learning:');
  addTracking(add, program);
  addSessions(add, program, args);
  addPlans(add, program, args);
  addReview(add, program);
  addCards(add, program, args);
  addLooking(add, program);
  program.commandsGroup('Your other devices:');
  addAccount(add, program, args);
  addSync(add, program);
  program.commandsGroup('This home:');
  addBackup(add, program, args);
  addConfig(add, program, args);
  addCheck(add, program);
  addCompletion(add, program);
  addHelp(program);
  return program;
}

async function parse(
  program: Command,
  args: readonly string[],
  elsewhere: (name: string) => Promise<string[]>,
): Promise<void> {
  if (args.length === 0) return program.outputHelp();
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return;
    const words = wordsOf(program, args);
    if (error.code === 'commander.help') throw usage('Which command?', words);
    const message = sentence(error.message.replace(/^error: /, ''));
    if (error.code === 'commander.excessArguments') {
      throw usage(message, words, 'Put quotes around words that belong together, or run: ');
    }
    const [, unknown = ''] = /^Unknown command '(.+?)'/.exec(message) ?? [];
    const meant = words.length === 0 && unknown !== '' ? await elsewhere(unknown) : [];
    if (meant.length === 0) throw usage(message, words);
    throw new SamediError('usage', `Unknown command '${unknown}'.`, {
      next: `Did you mean ${eitherOf(meant)}? Run: samedi --help`,
    });
  }
}

function eitherOf(names: readonly string[]): string {
  return new Intl.ListFormat('en', { type: 'disjunction' }).format(names);
}

function sentence(text: string): string {
  const [first = '', ...more] = text.split('\n');
  const whole = `${first.charAt(0).toUpperCase()}${first.slice(1)}`.replace(/[^.?)]$/, '$&.');
  return [whole, ...more].join(' ').trim();
}

/** Of `args`, the words that name a command: `plan show` of `plan show --loud`. */
function wordsOf(program: Command, args: readonly string[]): string[] {
  let command = program;
  const words: string[] = [];
  for (const arg of args) {
    const below = command.commands.find((one) => one.name() === arg);
    if (!below) continue;
    words.push(arg);
    command = below;
  }
  return words;
}

function usage(message: string, words: readonly string[], before = 'Run: '): SamediError {
  return new SamediError('usage', message, {
    next: `${before}${['samedi', ...words, '--help'].join(' ')}`,
  });
}
