import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inRoot } from '../../scripts/lib/paths.ts';
import { FRENCH } from './first-version-home.ts';
import { errorOf, newHome, samedi } from './homes.ts';

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
    [['config', 'get', 'user.t'], ['user.timezone']],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish', 'powershell'],
    ],
    [['plan', 'import', ''], []],
    [['complet'], ['completion']],
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

describe('completion', () => {
  test('in a real bash', async () => {
    const home = await homeWithPlans();
    const { stdout } = await samedi(home, ['completion', 'bash']);
    const script = `samedi() { "${process.execPath}" "${inRoot('cli/bin/samedi.js')}" "$@"; }
${stdout}
COMP_WORDS=(samedi start french-b1 ''); COMP_CWORD=3; _samedi; echo "\${COMPREPLY[@]}"`;
    const bash = spawnSync('bash', ['-c', script], {
      encoding: 'utf8',
      env: { ...process.env, SAMEDI_HOME: home },
    });
    expect(bash.stdout).toBe('chunk-001 chunk-002\n');
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
