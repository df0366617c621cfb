import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { everyCommand } from '../support/cli/every-command.ts';
import { writeFirstVersionHome } from '../support/cli/first-version-home.ts';
import { errorOf, newHome, rows, samedi } from '../support/cli/homes.ts';
import { runCli } from '../support/cli.ts';
import { argumentsOf } from '../support/commands.ts';

async function homeWithPlan(): Promise<string> {
  const home = await newHome();
  writeFirstVersionHome(home);
  return home;
}

const takingArguments = Object.keys(everyCommand).filter((words) => argumentsOf(words).length > 0);

describe('what is said behind --', () => {
  test('is no flag of any command', async () => {
    const home = await homeWithPlan();
    expect(takingArguments.length).toBeGreaterThan(20);
    for (const words of takingArguments) {
      const given = argumentsOf(words).map(() => '--json');
      const { stdout, stderr } = await runCli([...words.split(' '), '--', ...given], { home });
      expect(stdout + stderr, `samedi ${words}`).not.toMatch(/^\s*[{[]/);
    }
  });

  test('is stored as it is', async () => {
    const home = await homeWithPlan();
    await samedi(home, ['card', 'add', 'french-b1', '--', '--json', '--help']);
    await samedi(home, ['start', 'french-b1', '--note', '--json']);
    expect(rows(home, "SELECT answer FROM cards WHERE question = '--json'")).toEqual([
      { answer: '--help' },
    ]);
    expect(rows(home, 'SELECT notes FROM sessions WHERE end_time IS NULL')).toEqual([
      { notes: '--json' },
    ]);
  });
});

describe('a flag that was read', () => {
  test.each([
    [['--json', 'start']],
    [['start', '--json']],
    [['plan', '--json']],
    [['plan', 'show', 'x', '--json', '--loud']],
    [['--json', 'nope']],
    [['config', '--json', 'get', 'nope']],
    [['stop', '--json', '--at']],
  ])('shapes the error of %j, though it was not read to its end', async (args) => {
    const { code, stderr } = await runCli(args, { home: await newHome() });
    expect({ code, error: JSON.parse(stderr).error.code }).toEqual({ code: 2, error: 'usage' });
  });

  test('does so wherever it stands before or among the words of a command', async () => {
    const [home, other] = [await homeWithPlan(), await newHome()];
    for (const args of [
      ['--home', home, 'plan', 'list', '--json'],
      ['plan', '--home', home, '--json', 'list'],
      ['--json', 'plan', 'list', '--home', home],
    ]) {
      const { plans } = JSON.parse((await samedi(other, args)).stdout);
      expect(plans, args.join(' ')).toHaveLength(1);
    }
  });

  test('that may be repeated counts at every place', async () => {
    const args = ['--set', 'user.email=a@b.c', 'config', '--set', 'user.username=ada', 'list'];
    const { stdout } = await samedi(await newHome(), [...args, '--set', 'sync.enabled=true']);
    expect(stdout.match(/ flag$/gm)).toHaveLength(3);
  });
});

test.each([
  [['start', '--note', 'plan', 'nope'], 'samedi start'],
  [['plan', 'new', '--id', 'list'], 'samedi plan new'],
  [['--home', 'sync', 'start'], 'samedi start'],
])('%j names the help of the command that was read', async (args, command) => {
  const { next } = await errorOf(await newHome(), [...args, '--loud']);
  expect(next).toBe(`Run: ${command} --help`);
});

describe('a command that only mentions the name of one that speaks to the server', () => {
  test.each([
    [['card', 'add', 'french-b1', 'la sauvegarde', 'backup']],
    [['start', 'sync']],
    [['session', 'add', 'french-b1', '--for', '5m', '--note', 'account']],
    [['stop', '--note', 'devices']],
  ])('leaves a backup behind: samedi %j', async (args) => {
    const home = await homeWithPlan();
    await samedi(home, ['plan', 'new', 'sync']);
    if (args[0] === 'stop') await samedi(home, ['start', 'sync']);
    const env = { SAMEDI_STORAGE_BACKUP_ENABLED: 'true' };
    await samedi(home, args, env);
    const folder = join(home, 'backups');
    const made = () => existsSync(folder) && readdirSync(folder).some((one) => /gz$/.test(one));
    await expect.poll(made, { timeout: 30_000 }).toBe(true);
    const noted = () => rows(home, "SELECT 1 FROM sync_state WHERE key = 'last_backup_day'");
    await expect.poll(noted, { timeout: 30_000 }).toHaveLength(1);
  });
});
