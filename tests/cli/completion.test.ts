import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inRoot } from '../../scripts/lib/paths.ts';
import {
  FRENCH,
  openHomeDatabase,
  writeFirstVersionHome,
} from '../support/cli/first-version-home.ts';
import { change, errorOf, newHome, samedi } from '../support/cli/homes.ts';

async function homeWithPlans(): Promise<string> {
  const home = await newHome();
  mkdirSync(join(home, 'plans'));
  writeFileSync(join(home, 'plans', 'french-b1.md'), FRENCH);
  writeFileSync(join(home, 'plans', 'rust.md'), 'not a plan');
  return home;
}

describe('complete', () => {
  test.each([
    [['sta'], ['start', 'status', 'stats']],
    [['plan', 'ar'], ['archive']],
    [
      ['start', ''],
      ['french-b1', 'rust'],
    ],
    [['start', 'fr'], ['french-b1']],
    [
      ['start', 'french-b1', ''],
      ['chunk-001', 'chunk-002'],
    ],
    [
      ['plan', 'done', 'fr', ''],
      ['chunk-001', 'chunk-002'],
    ],
    [['plan', 'done', 'rust', ''], []],
    [['start', '--at', '8:30', 'r'], ['rust']],
    [['start', '--at', ''], []],
    [['session', 'edit', 'x', '--plan', 'r'], ['rust']],
    [['stop', '--ar'], ['--artifact']],
    [['start', '--', '--h'], []],
    [['start', '--', 'fr'], ['french-b1']],
    [['start', '--note', '--json', 'fr'], ['french-b1']],
    [['config', 'get', 'user.t'], ['user.timezone']],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish', 'powershell'],
    ],
    [['plan', 'import', ''], []],
    [['complet'], ['completion']],
    [
      ['help', 'plan', 'd'],
      ['done', 'delete'],
    ],
  ])('%j: %j', async (words, expected) => {
    const home = await homeWithPlans();
    const { stdout, stderr } = await samedi(home, ['complete', '--', ...words]);
    expect(
      stdout
        .split('\n')
        .filter(Boolean)
        .map((line) => line.split('\t')[0]),
    ).toEqual(expected);
    expect(stderr).toBe('');
    expect(existsSync(join(home, 'sessions.db'))).toBe(false);
  });

  test('after a finished word, and with what a candidate is', async () => {
    const home = await homeWithPlans();
    const { stdout } = await samedi(home, ['complete', '--next', '--', 'start', 'french-b1']);
    expect(stdout).toBe('chunk-001\tBasic Greetings\nchunk-002\tNumbers\n');
  });
});

/** A home with a first version's cards, sessions, a conflict and backups. */
async function filledHome(): Promise<string> {
  const home = await newHome();
  writeFirstVersionHome(home);
  await samedi(home, ['session', 'add', 'french-b1', '--for', '45m']);
  change(
    home,
    `UPDATE sessions SET id = 'aaaaaaaa' || substr(id, 9) WHERE length(id) = 36;
     UPDATE cards SET tags = '["verbs", "a1"]' WHERE id = 'card-2';
     INSERT INTO conflicts (id, kind, record_id, updated_at, device_id, detected_at)
       VALUES ('a', 'cards', 'card-1', 1, 'd', 1)`,
  );
  mkdirSync(join(home, 'backups'));
  writeFileSync(join(home, 'backups', 'samedi-2026-01-27.tar.gz'), '');
  mkdirSync(join(home, 'before-restore', '2026-01-27T18-40-00'), { recursive: true });
  return home;
}

const completed = async (home: string, words: readonly string[]) => {
  const { stdout, stderr } = await samedi(home, ['complete', '--', ...words]);
  expect(stderr).toBe('');
  return stdout.split('\n').filter(Boolean);
};

describe('complete knows what is in the home', () => {
  test.each([
    [['session', 'delete', 'aaa'], /^aaaaaaaa\tfrench-b1, \d{4}-\d\d-\d\d \d\d:\d\d, 45 min$/],
    [['card', 'rate', 'card-1'], /^card-1\tBonjour\?$/],
    [['sync', 'conflicts', 'show', ''], /^[\da-f]{8}\tcard card-1$/],
    [['card', 'list', '--tag', 'v'], /^verbs\t$/],
    [
      ['backup', 'verify', '/'],
      /samedi-2026-01-27\.tar\.gz\t\n.*before-restore.2026-01-27T18-40-00\t$/,
    ],
  ])('%j', async (words, expected) => {
    const home = await filledHome();
    expect((await completed(home, words)).join('\n')).toMatch(expected);
  });

  test('a name that it offers is taken', async () => {
    const home = await filledHome();
    const [offered = ''] = await completed(home, ['sync', 'conflicts', 'show', '']);
    const shown = await samedi(home, ['sync', 'conflicts', 'show', offered.split('\t')[0] ?? '']);
    expect(shown.stdout).toContain('card Bonjour?');
  });

  test('but says nothing where the database is none, or in use', async () => {
    const home = await filledHome();
    const db = openHomeDatabase(home);
    db.exec('BEGIN EXCLUSIVE');
    expect(await completed(home, ['card', 'rate', ''])).toEqual([]);
    db.close();
    writeFileSync(join(home, 'sessions.db'), 'no database, though it is as long as one would be');
    expect(await completed(home, ['card', 'rate', ''])).toEqual([]);
  });
});

describe('complete knows the values of', () => {
  test.each([
    ['config set sync.enabled ', ['true', 'false']],
    ['config set learning.week_starts_on s', ['sunday', 'saturday']],
    ['config set user.timezone Europe/Par', ['Europe/Paris']],
    ['config set user.email ', []],
    ['card rate card-1 ', ['1', '2', '3', '4']],
    ['status --format ', ['text', 'prompt']],
    ['export --format ', ['json', 'markdown', 'ical', 'plans', 'cards']],
    ['card export french-b1 --format ', ['markdown', 'anki', 'csv']],
    ['plan done french-b1 1 --status s', ['skipped']],
    ['stats --range m', ['month']],
  ])('samedi %s', async (line, expected) => {
    const found = await completed(await newHome(), line.split(' '));
    expect(found.map((one) => one.split('\t')[0])).toEqual(expected);
  });
});

/** What the shell prints for `script`, where `samedi` is a command and the home has plans. */
async function inShell(shell: string, script: string): Promise<string> {
  const home = await homeWithPlans();
  const bin = join(home, 'bin');
  mkdirSync(bin);
  const launcher = `#!/bin/sh\nexec '${process.execPath}' '${inRoot('cli/bin/samedi.js')}' "$@"\n`;
  writeFileSync(join(bin, 'samedi'), launcher, { mode: 0o755 });
  const path = `${bin}:${process.env['PATH']}`;
  const env = { ...process.env, HOME: home, SAMEDI_HOME: home, PATH: path };
  return spawnSync(shell, ['-c', script], { encoding: 'utf8', env, timeout: 60_000 }).stdout;
}

function isInstalled(shell: string): boolean {
  return spawnSync(shell, ['--version']).status === 0;
}

describe('completion', () => {
  test('in a real bash', async () => {
    const stdout = await inShell(
      'bash',
      `source <(samedi completion bash)
       COMP_WORDS=(samedi start french-b1 ''); COMP_CWORD=3; _samedi; echo "\${COMPREPLY[@]}"`,
    );
    expect(stdout).toBe('chunk-001 chunk-002\n');
  });

  test.skipIf(!isInstalled('fish'))('in a real fish', async () => {
    const stdout = await inShell(
      'fish',
      `samedi completion fish | source; complete -C 'samedi plan done french-b1 '`,
    );
    expect(stdout).toBe('chunk-001\tBasic Greetings\nchunk-002\tNumbers\n');
  });

  // On a terminal of its own: zsh completes nowhere else. It is read until what is waited for is there.
  test.skipIf(!isInstalled('zsh'))('in a real zsh', async () => {
    const stdout = await inShell(
      'zsh',
      `zmodload zsh/zpty; zpty z zsh -f -i
       zpty -w z 'autoload -U compinit; compinit -u -D; source <(samedi completion zsh); echo rea''dy'
       zpty -r z line '*ready*'
       zpty -w -n z $'samedi plan done french-b1 \\t\\t'
       zpty -r z line '*Numbers*'; print -r -- "$line"; zpty -d z`,
    );
    expect(stdout).toMatch(/chunk-001 +-- Basic Greetings[\s\S]*chunk-002 +-- Numbers/);
  });

  test.each(['bash', 'zsh', 'fish', 'powershell'])(
    '%s has a script that asks for candidates',
    async (shell) => {
      expect((await samedi(await newHome(), ['completion', shell])).stdout).toContain(
        'samedi complete',
      );
    },
  );

  test('another shell is refused', async () => {
    expect(await errorOf(await newHome(), ['completion', 'tcsh'])).toMatchObject({ exit: 2 });
  });
});
