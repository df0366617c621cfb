/** A home that may be read and not written, such as one on a disk that is mounted so. */
import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { inRoot } from '../../scripts/lib/paths.ts';
import { change, newHome, samedi } from '../support/cli/homes.ts';

const noon = { SAMEDI_NOW: String(Date.UTC(2026, 10, 21, 11)) };
let home: string;

beforeEach(async () => {
  home = await newHome();
  await samedi(home, ['plan', 'new', 'French B1', '--chunk', 'Greetings']);
  await samedi(home, ['session', 'add', 'french-b1', '--for', '45m', '--note', 'mine'], noon);
  await samedi(home, ['card', 'add', 'french-b1', 'oui', 'yes']);
  const file = join(home, 'plans', 'french-b1.md');
  writeFileSync(file, readFileSync(file, 'utf8').replace('title: French B1', 'title: Français B1'));
  // A session that another program wrote has no day yet, which reading gives it.
  change(home, 'DELETE FROM session_days');
  lock(home, { writable: false });
  onTestFinished(() => lock(home, { writable: true }));
});

/** Everything under `path`, for those who do not own it, too. */
function lock(path: string, { writable }: { writable: boolean }): void {
  const folder = statSync(path).isDirectory();
  if (folder && writable) chmodSync(path, 0o755);
  if (folder) for (const name of readdirSync(path)) lock(join(path, name), { writable });
  chmodSync(path, (folder ? 0o555 : 0o444) | (writable ? 0o200 : 0));
}

/** As somebody whom permissions hold for: they do not for root. */
function run(args: readonly string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [inRoot('cli/bin/samedi.js'), ...args],
    {
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1', SAMEDI_HOME: home, ...noon, ...env },
      ...(process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}),
    },
  );
  return { status, stdout, stderr };
}

const notice = () => `This home cannot be written, so it is only read: ${home}\n`;

describe('a home that cannot be written', () => {
  test.each([
    ['plan list', 'Français B1'],
    ['plan show french', 'Français B1'],
    ['session list french', 'mine'],
    ['stats', 'Total      45 min in 1 session'],
    ['card list french', 'oui'],
    ['card export french', '**A**: yes'],
    ['export', '"title": "Français B1"'],
    ['check', 'All is well.'],
    ['status', 'Today: 45 min.'],
    ['sync status', 'Never synced.'],
  ])('samedi %s reads what is in it, and says once that it only reads', (words, found) => {
    expect(run(words.split(' '))).toEqual({
      status: 0,
      stdout: expect.stringContaining(found),
      stderr: notice(),
    });
  });

  test.each(['start french', 'stop', 'plan done french 1', 'card add french no non', 'backup'])(
    'samedi %s is refused, and changes nothing',
    (words) => {
      const before = readFileSync(join(home, 'sessions.db'));
      const { status, stderr } = run(words.split(' '));
      expect(status).not.toBe(0);
      expect(stderr).toContain('The home cannot be used: it may not be ');
      expect(readFileSync(join(home, 'sessions.db')).equals(before)).toBe(true);
      expect(readdirSync(home).sort()).toEqual(['home.json', 'plans', 'sessions.db']);
    },
  );

  test('is left no round behind, and no backup', () => {
    const env = { SAMEDI_SYNC_ENABLED: 'true', SAMEDI_STORAGE_BACKUP_ENABLED: 'true' };
    expect(run(['plan', 'list'], env)).toMatchObject({ status: 0, stderr: notice() });
  });
});

test('only the folder being locked is as bad as all of it', () => {
  chmodSync(join(home, 'sessions.db'), 0o666);
  expect(run(['plan', 'list'])).toMatchObject({ status: 0, stderr: notice() });
  expect(run(['start', 'french']).stderr).toContain('cannot be used');
});
