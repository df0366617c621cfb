import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { declarationOf } from '../../cli/src/tree/add.ts';
import { firstSteps } from '../../cli/src/tree/help.ts';
import { wholeProgram } from '../../cli/src/tree/program.ts';
import { withSettings } from '../../scripts/lib/settings-table.ts';
import { statusFor } from '../../src/api/problem.ts';
import { errorCodes } from '../../src/lib/errors.ts';
import { allCommands, type Command, wordsOf } from '../support/commands.ts';

const page = (name: string) =>
  readFileSync(new URL(`../../src/content/docs/${name}.md`, import.meta.url), 'utf8');
const names = ['index', 'install', 'commands', 'sync', 'json', 'api', 'self-hosting'];

describe('the page of commands', () => {
  const commands = page('commands');

  test.each(allCommands().map((command) => [wordsOf(command), command] as const))(
    'says what samedi %s does, and what it takes',
    (words, command) => {
      const own = new RegExp(`^\\| \`samedi ${words}( [A-Z[\\]]+)*( --\\w+)*\` .*$`, 'm').exec(
        commands,
      )?.[0];
      // `sync conflicts show` stands in the row of `sync conflicts`.
      const [, parent, last] = /^(.*) (\S+)$/.exec(words) ?? [];
      const shared = new RegExp(`^\\| \`samedi ${parent}\`.*\`${last} [A-Z]+\``, 'm');
      if (own === undefined) expect(commands).toMatch(shared);
      for (const { required, name } of command.registeredArguments.map((argument) => ({
        required: argument.required,
        name: argument.name().toUpperCase(),
      }))) {
        if (own !== undefined) expect(own).toContain(required ? ` ${name}` : `[${name}]`);
      }
    },
  );
});

describe('the page of the HTTP API', () => {
  const api = page('api');
  const routes = readdirSync(new URL('../../src/pages/api/', import.meta.url), {
    recursive: true,
    encoding: 'utf8',
  }).filter((file) => file.endsWith('.ts') && !file.startsWith('[...'));

  /** `GET /api/plans/ID`: the values in a path stand on the page as ID, NAME and the like, or as one of them. */
  const patterns = routes.flatMap((file) => {
    const path = file.replaceAll('\\', '/').replace(/(\/index)?\.ts$/, '');
    const pattern = path.replace(/\[\w+\]/g, '[A-Z\\d-]+');
    const source = readFileSync(new URL(`../../src/pages/api/${file}`, import.meta.url), 'utf8');
    return [...source.matchAll(/^export const (GET|POST|PUT|DELETE)\b/gm)].map(
      ([, method]) => `\`${method} /api/${pattern}[\`?]`,
    );
  });

  test.each(patterns)('says what %s does', (pattern) => {
    expect(api).toMatch(new RegExp(pattern));
  });

  test('says nothing of what there is not', () => {
    const written = api.match(/`(?:GET|POST|PUT|DELETE) \/api\/[^`?]*[`?]/g) ?? [];
    const known = new RegExp(`^(?:${patterns.join('|')})$`);
    expect(written.filter((one) => !known.test(one))).toEqual([]);
  });

  test('lists each code that the server answers with, by its status', () => {
    const rows = [...api.matchAll(/^\| (\d{3}) \| (.*) \|$/gm)];
    const listed = rows.flatMap(([, status, codes = '']) =>
      [...codes.matchAll(/`(\w+)`/g)].map(([, code]) => `${status} ${code}`),
    );
    const answered = errorCodes
      .filter((code) => code === 'internal' || statusFor(code) !== 500)
      .map((code) => `${statusFor(code)} ${code}`);
    expect(listed.toSorted()).toEqual(answered.toSorted());
  });
});

// `npx vitest run --project unit docs -u` writes the table anew.
test('the page of commands says of each setting what its declaration does', async () => {
  const commands = page('commands');
  expect(withSettings(commands)).toContain('| `user.timezone` |');
  await expect(withSettings(commands)).toMatchFileSnapshot('../../src/content/docs/commands.md');
});

/** What is wrong with a command line: words that name no command, options that it does not have. */
function wrongIn(line: string): string[] {
  const [, ...parts] = line.match(/"[^"]*"|'[^']*'|\S+/g) ?? [];
  let command: Command = wholeProgram();
  const wrong: string[] = [];
  let takesMore = true;
  for (const part of parts) {
    const below = command.commands.find((one) => one.name() === part) as Command | undefined;
    if (below && takesMore) command = below;
    else takesMore = false;
    const known = command.options.some((one) => one.long === part || one.short === part);
    if (part.startsWith('--') && !known && part !== '--help') wrong.push(part);
  }
  const needsCommand = command.parent && command.commands.length > 0 && !declarationOf(command);
  return needsCommand ? [...wrong, `${line}: which?`] : wrong;
}

describe('a command that is written down', () => {
  const examples = allCommands().flatMap((command) => {
    const { examples: lines = [] } = declarationOf(command)!;
    return lines.length > 0 ? [[wordsOf(command), lines] as const] : [];
  });

  test.each([['', firstSteps] as const, ...examples])(
    'as an example of %s is one',
    (words, lines) => {
      for (const line of lines) {
        const [samedi = ''] = /samedi .*?(?=[)|#]|$)/.exec(line) ?? [];
        expect(samedi.startsWith(`samedi ${words}`.trim()) || words === '').toBe(true);
        expect(wrongIn(samedi.trim())).toEqual([]);
      }
    },
  );

  test.each(names)('on the page %s is one', (name) => {
    const found = page(name).match(/(?<=^|`|: |\()samedi [a-z][^`|#\n]*/gm) ?? [];
    const lines = found.map((line) => line.replace(/[…).,]+\s*$/, '').trim());
    expect(lines.flatMap((line) => (/^samedi [a-z]+ing /.test(line) ? [] : wrongIn(line)))).toEqual(
      [],
    );
  });
});
