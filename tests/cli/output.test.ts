import { describe, expect, inject, test } from 'vitest';
import { ErrorShape, jsonShapes } from '../../cli/src/tree/json-shapes.ts';
import { inRoot } from '../../scripts/lib/paths.ts';
import { startGroup } from '../../scripts/lib/process.ts';
import { everyCommand, runEveryCommand } from '../support/cli/every-command.ts';
import { writeFirstVersionHome } from '../support/cli/first-version-home.ts';
import { addCards, anyEmail, newHome, samedi, signedInHome } from '../support/cli/homes.ts';
import { runCli } from '../support/cli.ts';
import { onTerminal } from '../support/terminal.ts';

const url = inject('url');

/** Commands that say on stderr what they wait for, or how to go on. */
const hinting = ['login', 'sync conflicts'];

test('every command is tried here; sync watch, which does not end, apart', () => {
  const tried = [...Object.keys(everyCommand), 'sync watch'];
  expect(tried.sort()).toEqual(Object.keys(jsonShapes).sort());
});

test('with --json every command prints the shape that it declares, and nothing else', async () => {
  await runEveryCommand(url, ['--json'], (words, { stdout }) => {
    const parsed = jsonShapes[words]!.safeParse(JSON.parse(stdout));
    expect(parsed.error?.issues, `samedi ${words}: ${stdout}`).toBeUndefined();
  });
});

test('without a terminal every result goes to stdout, without escape bytes, even with colours asked for', async () => {
  const env = { NO_COLOR: '', FORCE_COLOR: '1' };
  const look = (words: string, { stdout, stderr }: { stdout: string; stderr: string }) => {
    expect(stdout, `samedi ${words}`).not.toBe('');
    expect(stdout + stderr, `samedi ${words}`).not.toContain('\u001b');
    if (!hinting.includes(words)) expect(stderr, `samedi ${words}`).toBe('');
  };
  await runEveryCommand(url, [], look, env);
});

test('what a title, a note or a card says to a terminal is shown, and does nothing', async () => {
  const home = await newHome();
  const evil = 'Evil \u001b[31m\u001b]0;mine\u0007';
  await samedi(home, ['plan', 'new', evil, '--id', 'evil', '--chunk', evil]);
  await samedi(home, ['session', 'add', 'evil', '--for', '5m', '--note', evil]);
  await samedi(home, ['card', 'add', 'evil', evil, evil, '--tag', evil]);
  const commands = [
    'plan list',
    'plan show evil',
    'session list',
    'card list',
    'stats',
    'start evil',
  ];
  for (const command of commands) {
    const { stdout } = await samedi(home, command.split(' '));
    expect(stdout, command).toContain('Evil [31m]0;mine');
    expect(stdout, command).not.toMatch(/[^\P{Cc}\n]/u);
  }
  const { stderr } = await runCli(['plan', 'show', evil], { home });
  expect(stderr).toContain('There is no plan "Evil [31m]0;mine".');
});

test('sync watch prints a line of JSON for each round in which something moved', async () => {
  const home = await newHome();
  writeFirstVersionHome(home);
  await signedInHome(url, anyEmail(), home);
  const args = [inRoot('cli/bin/samedi.js'), 'sync', 'watch', '--json'];
  const env = { ...process.env, SAMEDI_HOME: home };
  const watch = await startGroup(process.execPath, args, { input: '', env });
  await expect.poll(() => watch.stdout(), { timeout: 30_000 }).toContain('\n');
  watch.child.kill('SIGTERM');
  expect((await watch.exited).code).toBe(0);
  const lines = watch.stdout().trim().split('\n');
  for (const line of lines) jsonShapes['sync watch']!.parse(JSON.parse(line));
});

describe('errors', () => {
  test.each([
    [['start', 'nope'], 6],
    [['nope'], 2],
    [['plan', 'import', '/'], 4],
    [['whoami'], 7],
    [['login', 'ada@example.org', '--endpoint', 'http://127.0.0.1:9'], 8],
  ])('%j is told as JSON on stderr, with nothing on stdout', async (args, exit) => {
    const { code, stdout, stderr } = await runCli([...args, '--json'], { home: await newHome() });
    expect({ code, stdout }).toEqual({ code: exit, stdout: '' });
    expect(ErrorShape.parse(JSON.parse(stderr)).error.next).toBeTruthy();
  });
});

describe.skipIf(process.platform !== 'linux')('on a terminal', () => {
  test('a long sync shows in place how far it is, and ends with its result alone', async () => {
    const email = anyEmail();
    const [one, other] = [await signedInHome(url, email), await signedInHome(url, email)];
    addCards(one, 2_500);
    expect(linesInPlace(onTerminal(one, ['sync']).screen)).toEqual([
      '████████░░░░░░░░░░░░ 1,000 records sent, 0 received',
      '████████████████░░░░ 2,000 records sent, 0 received',
      '████████████████████ 2,500 records sent, 0 received',
      'Synced: 2,500 records sent, 0 received.\r\n',
    ]);
    expect(linesInPlace(onTerminal(other, ['sync']).screen)).toEqual([
      '████████░░░░░░░░░░░░ 0 records sent, 1,000 received',
      '████████████████░░░░ 0 records sent, 2,000 received',
      '████████████████████ 0 records sent, 2,500 received',
      'Synced: 0 records sent, 2,500 received.\r\n',
    ]);
  });

  test('there is colour, unless NO_COLOR is set, or the terminal is dumb', async () => {
    const home = await newHome();
    writeFirstVersionHome(home);
    await samedi(home, ['plan', 'list']);
    expect(onTerminal(home, ['plan', 'list']).screen).toContain('\u001b[2m');
    for (const [name, value] of [
      ['NO_COLOR', '1'],
      ['TERM', 'dumb'],
    ] as const) {
      const env = { [name]: value };
      const { code, screen } = onTerminal(home, ['plan', 'list'], { env });
      expect({ code, screen }).toEqual({ code: 0, screen: expect.not.stringContaining('\u001b') });
    }
  });
});

/** What stood in the terminal's line, one after the other: each takes the place of the one before. */
const linesInPlace = (screen: string) => screen.split('\r\u001b[K').slice(1);
