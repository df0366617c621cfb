/** The tree of commands. Each command's own file is loaded only when it runs. */
import { Command } from 'commander';
import pkg from '../../package.json' with { type: 'json' };
import { type GlobalFlags, noFlags } from '../run/flags.ts';
import { addAccount } from './account.ts';
import { adder, globalOptions, type Tree } from './add.ts';
import { addBackup } from './backup.ts';
import { addCards, addReview } from './cards.ts';
import { addConfig } from './config.ts';
import { addHelp, shapeHelp } from './help.ts';
import { addCheck, addCompletion, addLooking } from './looking.ts';
import { addPlans } from './plans.ts';
import { Stopped } from './stopped.ts';
import { addSync } from './sync.ts';
import { addSessions, addTracking } from './tracking.ts';

/** Runs what `args` say, and writes into `flags` what was read. Throws `usage`, and whatever the command throws. */
export async function runProgram(args: readonly string[], flags: GlobalFlags): Promise<void> {
  const program = buildProgram(flags, (word) => args.includes(word));
  if (args.length === 0) return program.outputHelp();
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (thrown) {
    if (!(thrown instanceof Stopped)) throw thrown;
    if (thrown.error.exitCode === 0) return;
    const { refusal } = await import('./refusal.ts');
    throw refusal(thrown, wholeProgram);
  }
}

/** Every command with all that it takes. */
export function wholeProgram(): Command {
  return buildProgram(noFlags(), () => true);
}

function buildProgram(flags: GlobalFlags, mentions: Tree['mentions']): Command {
  const program = new Command('samedi')
    .description('A local-first learning tracker: plans, sessions and cards, in your terminal.')
    .version(pkg.version, '-V, --version', 'show the version')
    // Each command reads its own options: what follows `--note` is a note, whatever it looks like.
    .enablePositionalOptions();
  globalOptions(shapeHelp(program), flags);

  const tree = { program, flags, mentions };
  const add = adder(tree);
  program.commandsGroup('Learning:');
  addTracking(add, tree);
  addSessions(add, tree);
  addPlans(add, tree);
  addReview(add, tree);
  addCards(add, tree);
  addLooking(add, tree);
  program.commandsGroup('Your other devices:');
  addAccount(add, tree);
  addSync(add, tree);
  program.commandsGroup('This home:');
  addBackup(add, tree);
  addConfig(add, tree);
  addCheck(add, tree);
  addCompletion(add, tree);
  addHelp(tree);
  return program;
}
