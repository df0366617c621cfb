/** Where results go, and files that are links: what is there stays what it is, and what cannot be written is said. */
import { spawnSync } from 'node:child_process';
import { lstatSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { inRoot } from '../../scripts/lib/paths.ts';
import { FRENCH } from '../support/cli/first-version-home.ts';
import { addCards, newHome, samedi, samediJson } from '../support/cli/homes.ts';

let home: string;

beforeEach(async () => {
  home = await newHome();
  await samedi(home, ['plan', 'new', 'Rust']);
});

/** Runs a script in the home's folder, where `samedi` is the command. */
function shell(script: string) {
  const command = `samedi() { "${process.execPath}" "${inRoot('cli/bin/samedi.js')}" "$@"; }`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', `${command}\n${script}`], {
    cwd: home,
    encoding: 'utf8',
    env: { ...process.env, SAMEDI_HOME: home, NO_COLOR: '1' },
  });
  return { status, stdout, stderr };
}

const said = /^[^\n]+\.\n[^\n]+\.\n$/;

describe.skipIf(process.platform === 'win32')('a result goes', () => {
  test('into a pipe that is there, which stays a pipe', () => {
    const { status, stdout } = shell('mkfifo p; cat p & samedi export --out p; wait');
    expect(status).toBe(0);
    expect(JSON.parse(stdout.slice(0, stdout.lastIndexOf('}') + 1)).plans).toHaveLength(1);
    expect(lstatSync(join(home, 'p')).isFIFO()).toBe(true);
  });

  test('through a link into what it leads to, which keeps its permissions', () => {
    writeFileSync(join(home, 'real.json'), 'old', { mode: 0o640 });
    symlinkSync('real.json', join(home, 'link.json'));
    expect(shell('chmod 660 real.json; samedi export --out link.json').status).toBe(0);
    expect(lstatSync(join(home, 'link.json')).isSymbolicLink()).toBe(true);
    expect(JSON.parse(readFileSync(join(home, 'real.json'), 'utf8')).plans).toHaveLength(1);
    expect(statSync(join(home, 'real.json')).mode & 0o777).toBe(0o660);
  });

  test('where a shell sends it: a substituted process, standard output, the end of a log', () => {
    const counted = shell('samedi export --out >(wc -l); sleep 0.2');
    expect(Number(counted.stdout)).toBeGreaterThan(10);
    const alone = shell('samedi export --out /dev/stdout');
    expect(JSON.parse(alone.stdout).plans).toHaveLength(1);
    expect(alone.stderr).toBe('Wrote /dev/stdout.\n');
    const log = shell('echo before > log; samedi export --out /dev/stdout >> log; head -1 log');
    expect(log.stdout).toBe('before\n');
  });

  test('nowhere where nothing of it can be written, which is said', () => {
    const full = shell('samedi export --out /dev/full');
    expect(full).toMatchObject({ status: 4, stdout: '' });
    expect(full.stderr).toContain('/dev/full cannot be written: the disk is full.');
    expect(statSync('/dev/full').isCharacterDevice()).toBe(true);
  });
});

describe.skipIf(process.platform === 'win32')('output that cannot be written', () => {
  test.each([
    ['stats', 'the disk is full'],
    ['plan list --json', 'the disk is full'],
    ['export', 'the disk is full'],
    ['completion bash', 'the disk is full'],
  ])('is said of "%s" in a sentence, and ends with 1', (args, why) => {
    const { status, stderr } = shell(`samedi ${args} > /dev/full`);
    expect(status).toBe(1);
    expect(stderr).toMatch(args.includes('--json') ? /"code":"output_failed"/ : said);
    expect(stderr).toContain(`could not be written: ${why}`);
  });

  test('in part is not taken for the whole', () => {
    addCards(home, 400);
    const script = "trap '' XFSZ; (ulimit -f 32; samedi export > all.json); echo $?";
    const { stdout, stderr } = shell(script);
    expect(stdout).toBe('1\n');
    expect(stderr).toContain('could not be written: it would be larger than a file may be here');
    expect(stderr).toMatch(said);
  });

  test('to a reader who has seen enough is none, and neither are words that nobody takes', () => {
    addCards(home, 2_000);
    const { stdout, stderr } = shell('samedi export | head -1; echo $PIPESTATUS');
    expect({ stdout, stderr }).toEqual({ stdout: '{\n0\n', stderr: '' });
    const silent = shell(
      'samedi plan done rust 1 2> /dev/full; samedi plan done none 1 2> /dev/full',
    );
    expect(silent.status).toBe(6);
    expect(silent.stdout).toContain('1 of 1 chunks completed');
  });
});

describe.skipIf(process.platform === 'win32')('a plan behind a link', () => {
  const vault = () => join(home, 'vault', 'french.md');
  const link = () => join(home, 'plans', 'french-b1.md');

  beforeEach(() => {
    mkdirSync(join(home, 'vault'));
    writeFileSync(vault(), FRENCH);
    symlinkSync(vault(), link());
  });

  test('stays there, whatever command changes it', async () => {
    await samedi(home, ['plan', 'done', 'french-b1', '2']);
    expect(readFileSync(vault(), 'utf8')).not.toContain('not-started');
    await samedi(home, ['plan', 'archive', 'french-b1']);
    expect(readFileSync(vault(), 'utf8')).toContain('status: archived');
    writeFileSync(join(home, 'other.md'), FRENCH.replace('title: French', 'title: My French'));
    await samedi(home, ['plan', 'import', join(home, 'other.md'), '--force']);
    expect(readFileSync(vault(), 'utf8')).toContain('title: My French');
    expect(lstatSync(link()).isSymbolicLink()).toBe(true);
  });

  test('leaves the vault its file where the plan is deleted, and comes back to it', async () => {
    await samedi(home, ['plan', 'list']);
    await samedi(home, ['plan', 'delete', 'french-b1', '--yes']);
    expect(readFileSync(vault(), 'utf8')).toBe(FRENCH);
    expect(() => lstatSync(link())).toThrow('ENOENT');
  });

  test('whose vault is away is neither gone nor replaced', async () => {
    await samedi(home, ['plan', 'list']);
    const away = shell('mv vault away; samedi plan done french-b1 2; samedi plan list');
    expect(away.stderr).toContain('it is a link, and what it leads to is not there');
    expect(lstatSync(link()).isSymbolicLink()).toBe(true);
    const back = shell('mv away vault; samedi plan list --json');
    expect(JSON.parse(back.stdout).plans).toHaveLength(2);
  });
});

test('20 commands at once change one plan, and none of them is lost', async () => {
  const chunks = Array.from({ length: 20 }, (_, n) => ['--chunk', `Part ${n + 1}`]).flat();
  await samedi(home, ['plan', 'new', 'Many', ...chunks]);
  const numbers = Array.from({ length: 20 }, (_, n) => String(n + 1));
  await Promise.all(numbers.map((number) => samedi(home, ['plan', 'done', 'many', number])));
  const { plans } = await samediJson<{ plans: { id: string; chunks_completed: number }[] }>(home, [
    'plan',
    'list',
  ]);
  expect(plans.find(({ id }) => id === 'many')?.chunks_completed).toBe(20);
});

describe('hints', () => {
  const hintOf = (name: string, text: string) => {
    writeFileSync(join(home, 'plans', name), text);
    return shell('samedi check').stdout + shell('samedi check').stderr;
  };
  const plan = (id: string) => `---\nid: ${id}\ntitle: Some plan\n---\n`;

  test('never put a copy in the place of its plan', () => {
    const said = hintOf('rust.sync-conflict-20261130-101500.md', plan('rust'));
    expect(said).toContain('it looks like a copy');
    expect(said).not.toContain('Rename the file to rust.md');
  });

  test('never name an id that the next run refuses', () => {
    const said = hintOf('My other plan.md', plan('other'));
    expect(said).toContain('Rename it, for example to my-other-plan.md, with "id: my-other-plan"');
    const renamed = shell(
      `mv "plans/My other plan.md" plans/my-other-plan.md
       sed -i 's/id: other/id: my-other-plan/' plans/my-other-plan.md; samedi check`,
    );
    expect(renamed.status).toBe(0);
  });

  test('a README is no plan, and other prose is named but not missed by sync', () => {
    writeFileSync(join(home, 'plans', 'README.md'), 'How I file my plans.');
    expect(shell('samedi check').status).toBe(0);
    expect(hintOf('notes.md', 'Read the book first.')).toContain('plans/notes.md, line 1');
  });
});
