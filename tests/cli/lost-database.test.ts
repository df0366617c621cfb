/** A home that has lost its database is no new one. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { FRENCH, writeFirstVersionHome } from '../support/cli/first-version-home.ts';
import {
  anyEmail,
  errorOf,
  newHome,
  samedi,
  samediJson,
  signedInHome,
} from '../support/cli/homes.ts';

const database = (home: string) => join(home, 'sessions.db');

async function homeWithRecords(): Promise<string> {
  const home = await newHome();
  writeFirstVersionHome(home);
  await samedi(home, ['status']);
  return home;
}

describe.each([
  ['missing', (home: string) => rmSync(database(home))],
  ['empty', (home: string) => writeFileSync(database(home), '')],
])('a database that is %s', (_, lose) => {
  test('is said, with the ways to go on, and stays as it is', async () => {
    const home = await homeWithRecords();
    lose(home);
    const before = existsSync(database(home));
    for (const words of ['status', 'start french-b1', 'stats', 'backup']) {
      const error = await errorOf(home, words.split(' '));
      expect(error).toMatchObject({ exit: 1, code: 'home_unusable' });
      expect(error.message).toContain('has lost its database');
      expect(error.next).toContain('samedi backup restore BACKUP');
      expect(error.next).toContain('--new');
    }
    expect(existsSync(database(home))).toBe(before);
    if (before) expect(readFileSync(database(home))).toHaveLength(0);
  });

  test('comes back from a backup', async () => {
    const home = await homeWithRecords();
    const { file } = await samediJson<{ file: string }>(home, ['backup']);
    lose(home);
    await samedi(home, ['backup', 'restore', file]);
    const { total } = await samediJson<{ total: { sessions: number } }>(home, ['stats']);
    expect(total.sessions).toBeGreaterThan(0);
  });

  test('comes back from the server', async () => {
    const home = await homeWithRecords();
    await signedInHome(inject('url'), anyEmail(), home);
    await samedi(home, ['sync']);
    const before = await samediJson<object>(home, ['stats']);
    lose(home);
    expect((await errorOf(home, ['status'])).next).toContain('samedi sync fetches all');
    await samedi(home, ['sync']);
    expect(await samediJson(home, ['stats'])).toEqual(before);
  });

  test('begins anew where that is asked for', async () => {
    const home = await homeWithRecords();
    lose(home);
    expect(await samediJson(home, ['stats', '--new'])).toMatchObject({ total: { sessions: 0 } });
    await samedi(home, ['status']);
  });
});

test('plans that were put there before the first command make no lost home', async () => {
  const home = await newHome();
  mkdirSync(join(home, 'plans'));
  writeFileSync(join(home, 'plans', 'french-b1.md'), FRENCH);
  await samedi(home, ['plan', 'done', 'french-b1', '2']);
});

test('archives of other homes in a folder that they share make no lost home', async () => {
  const [other, home] = [await homeWithRecords(), await newHome()];
  const shared = ['--set', `storage.backup_dir=${join(other, 'shared')}`];
  await samedi(other, ['backup', ...shared]);
  await samedi(home, ['status', ...shared]);
});
