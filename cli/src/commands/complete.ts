/** `samedi complete -- WORDS`: what may come next, a line each, with what it is behind a tab. Asked by shells. */
import type { Command } from 'commander';
import { valuesFor } from '../completion/values.ts';
import type { Candidate } from '../records/completions.ts';
import type { Cli } from '../run/cli.ts';
import { wordsOf } from '../tree/help.ts';

/** The last of `words` is being typed; with `next`, nothing of the next one is there yet. */
export async function complete(
  program: Command,
  cli: Cli,
  words: readonly string[],
  { next = false }: { next?: boolean },
): Promise<void> {
  const all = next ? [...words, ''] : words.length > 0 ? words : [''];
  // What help explains are commands, as if they were typed.
  const typed = all.length > 1 && all[0] === 'help' ? all.slice(1) : all;
  const last = typed.at(-1) ?? '';
  const found = await candidates(program, cli.root, typed.slice(0, -1), last);
  const fitting = found.filter(([value]) => value.startsWith(last));
  if (cli.out.json) {
    return cli.out.data({ candidates: fitting.map(([value, about]) => ({ value, about })) });
  }
  for (const [value, about] of fitting) cli.out.line(`${value}\t${about}`);
}

async function candidates(
  program: Command,
  root: string,
  before: readonly string[],
  last: string,
): Promise<readonly Candidate[]> {
  const { command, given, option, literal } = readWords(program, before);
  const asked = { words: wordsOf(command).join(' '), given, typed: last };
  if (option !== null) return valuesFor({ ...asked, name: option }, root);
  if (last.startsWith('-') && !literal) {
    return command.options.map((one) => [one.long ?? one.flags, one.description] as const);
  }
  if (command.commands.length > 0 && given.length === 0) {
    const visible = command.createHelp().visibleCommands(command);
    return visible.map((one) => [one.name(), one.description()] as const);
  }
  const name = command.registeredArguments[given.length]?.name();
  return name === undefined ? [] : valuesFor({ ...asked, name }, root);
}

/**
 * Which command the words lead to, what it was given, the option, if any, whose value comes next, and whether `--` was
 * there.
 */
function readWords(program: Command, words: readonly string[]) {
  let command = program;
  let option: string | null = null;
  let literal = false;
  const given: string[] = [];
  for (const word of words) {
    if (option !== null) {
      option = null;
      continue;
    }
    if (literal || word === '--') {
      if (literal) given.push(word);
      literal = true;
      continue;
    }
    const found = command.options.find((one) => one.long === word || one.short === word);
    const below = command.commands.find((one) => one.name() === word);
    if (found) option = found.required ? found.attributeName() : null;
    else if (below && given.length === 0) command = below;
    else if (!word.startsWith('-')) given.push(word);
  }
  return { command, given, option, literal };
}
