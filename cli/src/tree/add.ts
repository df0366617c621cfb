/** How a command is declared: what it is called and takes, what is so about it, and where its own file is. */
import type { Command } from 'commander';
import type { Cli } from '../run/cli.ts';
import type { GlobalFlags } from '../run/flags.ts';
import { runCommand } from '../run/run.ts';
import { Stopped } from './stopped.ts';

export interface Declaration {
  /**
   * Whether it speaks to the server by itself, or changes who or what this home is; then no sync and no backup is left
   * behind it. So do all commands below one that does.
   */
  speaksToServer?: boolean;
  /** What help shows of it at work. A test looks that each names what there is. */
  examples?: readonly string[];
  /** For programs, and not listed. */
  hidden?: boolean;
}

/** Where declarations go. */
export interface Tree {
  program: Command;
  /** What the flags that every command takes were read as. */
  flags: GlobalFlags;
  /**
   * Whether the command line holds this word. Of a command that it does not hold nobody asks more than its name, and
   * each option and each command below takes a moment that all others would wait for.
   */
  mentions: (word: string) => boolean;
}

type Run<Rest extends unknown[]> = (cli: Cli, ...rest: Rest) => unknown;

interface Runnable {
  /** Names what runs; `load` is called only then. It gets the context, the arguments, and the options. */
  runs<Rest extends unknown[]>(load: () => Promise<Run<Rest>>): void;
}

/** Adds a command to `parent`. */
export type Add = (
  parent: Command,
  usage: string,
  description: string,
  declaration?: Declaration,
) => Command & Runnable;

const declarations = new WeakMap<Command, Declaration>();

/** What was declared of a command that runs; undefined for one that is only a name for those below it. */
export function declarationOf(command: Command): Declaration | undefined {
  return declarations.get(command);
}

export function adder(tree: Tree): Add {
  return (parent, usage, description, declaration = {}) => {
    const { hidden = false } = declaration;
    const command = parent.command(usage, { hidden }).description(description).helpCommand(false);
    const { speaksToServer = declarations.get(parent)?.speaksToServer ?? false } = declaration;
    declarations.set(command, { ...declaration, speaksToServer });
    if (tree.mentions(command.name())) globalOptions(command, tree.flags);
    return Object.assign(command, {
      runs<Rest extends unknown[]>(load: () => Promise<Run<Rest>>) {
        command.action(async (...given: unknown[]) => {
          const rest = [...given.slice(0, -2), command.optsWithGlobals()] as unknown as Rest;
          const run = await load();
          const { flags } = tree;
          await runCommand({ flags, speaksToServer, work: (cli) => run(cli, ...rest) });
        });
      },
    });
  };
}

/** Adds a group of commands to the program. Null where the command line does not name it. */
export function group(tree: Tree, name: string, description: string): Command | null {
  const found = tree.program.command(name).description(description).helpCommand(false);
  return tree.mentions(name) ? globalOptions(found, tree.flags) : null;
}

/** What `flags` are read from, at `command`. */
export function globalOptions(command: Command, flags: GlobalFlags): Command {
  return command
    .optionsGroup(EVERYWHERE)
    .option('--json', 'print the result as JSON')
    .option('--home <folder>', 'the home; else SAMEDI_HOME, else ~/.samedi')
    .option('--endpoint <url>', 'the server; else SAMEDI_ENDPOINT, else the config')
    .option('--set <setting=value>', 'a setting, for this command alone; repeatable')
    .option('--new', 'begin anew where the home has lost its database')
    .on('option:json', () => {
      flags.json = true;
    })
    .on('option:home', (folder: string) => {
      flags.home = folder;
    })
    .on('option:endpoint', (url: string) => {
      flags.endpoint = url;
    })
    .on('option:new', () => {
      flags.new = true;
    })
    .on('option:set', (text: string) => {
      flags.set.push(text);
    })
    .optionsGroup('Options:')
    .exitOverride((error) => {
      throw new Stopped(command, error);
    })
    .configureOutput({ writeErr: () => {} });
}

/** Collects an option that may be given several times. */
export function several(value: string, before: string[] = []): string[] {
  return [...before, value];
}

/** The heading that the options of every command stand under in help. */
export const EVERYWHERE = 'Everywhere:';
