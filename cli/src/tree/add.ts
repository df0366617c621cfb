/** How a command is declared: what it is called and takes, and where its own file is. */
import type { Command } from 'commander';
import type { Cli } from '../run/cli.ts';
import { EVERYWHERE } from './help.ts';

export interface GlobalFlags {
  home?: string;
  endpoint?: string;
  set?: string[];
  json?: boolean;
}

type Run<Rest extends unknown[]> = (cli: Cli, ...rest: Rest) => unknown;

interface Runnable {
  /** Names what runs; `load` is called only then. It gets the context, the arguments, and the options. */
  runs<Rest extends unknown[]>(load: () => Promise<Run<Rest>>): void;
}

/** Adds a command to `parent`; a hidden one is for programs, and not listed. */
export type Add = (
  parent: Command,
  usage: string,
  description: string,
  options?: { hidden?: boolean },
) => Command & Runnable;

/** What all commands take is declared only for those that `args` name: each option takes a moment, too. */
export function adder(cliFor: (flags: GlobalFlags) => Promise<Cli>, args: readonly string[]): Add {
  return (parent, usage, description, options) => {
    const command = parent.command(usage, options).description(description).helpCommand(false);
    if (args.includes(command.name())) globalOptions(command);
    return Object.assign(command, {
      runs<Rest extends unknown[]>(load: () => Promise<Run<Rest>>) {
        command.action(async (...given: unknown[]) => {
          const options = command.optsWithGlobals();
          const rest = [...given.slice(0, -2), options] as unknown as Rest;
          const run = await load();
          await run(await cliFor(options), ...rest);
        });
      },
    });
  };
}

/**
 * Adds a group of commands to `program`. Null where `args` do not name it: then nobody asks for what is in it, and each
 * command that is declared takes a moment that all others would wait for.
 */
export function group(
  program: Command,
  name: string,
  description: string,
  args: readonly string[],
): Command | null {
  const found = program.command(name).description(description).helpCommand(false);
  return args.includes(name) ? found : null;
}

export function globalOptions(command: Command): Command {
  return command
    .optionsGroup(EVERYWHERE)
    .option('--json', 'print the result as JSON')
    .option('--home <folder>', 'the home; else SAMEDI_HOME, else ~/.samedi')
    .option('--endpoint <url>', 'the server; else SAMEDI_ENDPOINT, else the config')
    .option('--set <key=value>', 'a setting, for this command alone; repeatable', several)
    .optionsGroup('Options:')
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
}

/** Collects an option that may be given several times. */
export function several(value: string, before: string[] = []): string[] {
  return [...before, value];
}
