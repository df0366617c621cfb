import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { jsonShapes } from '../../cli/src/json-shapes.ts';
import { buildProgram } from '../../cli/src/program.ts';
import { jsonPage } from '../../scripts/lib/json-page.ts';

const noCli = () => Promise.reject(new Error('No command is run here.'));

/** The words of each command that does something, without the hidden ones. */
function commandsOf(command: Command, before = ''): string[] {
  const below = command.createHelp().visibleCommands(command);
  return below.flatMap((one) => {
    const words = `${before}${one.name()}`;
    const own = one.options.some((option) => option.long === '--json') ? [words] : [];
    return [...own, ...commandsOf(one, `${words} `)];
  });
}

test('every command says what it prints as JSON, and nothing else does', () => {
  const groups = buildProgram([], noCli).commands.map((command) => command.name());
  const commands = commandsOf(buildProgram(groups, noCli));
  expect(Object.keys(jsonShapes).sort()).toEqual(commands.sort());
});

// `npx vitest run --project unit json-shapes -u` writes the page anew.
test('the page of the docs says the same', async () => {
  await expect(jsonPage()).toMatchFileSnapshot('../../src/components/docs/json.md');
});
