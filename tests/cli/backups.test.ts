import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readAuth, writeAuth } from '../../cli/src/home/auth-file.ts';
import { backup, learner, listed } from '../support/cli/backup-homes.ts';
import { writeFirstVersionHome } from '../support/cli/first-version-home.ts';
import { errorOf, newHome, samedi, samediJson } from '../support/cli/homes.ts';
import { runCli } from '../support/cli.ts';

describe('samedi backup', () => {
  test('makes an archive, keeps it at the server, and what comes down again is the same', async () => {
    const home = await learner();
    const made = await backup(home);
    expect(made.file).toBe(join(home, 'backups', `samedi-${made.day}.tar.gz`));
    expect(made).toMatchObject({
      id: `daily/${made.day}`,
      contents: { plans: 1, sessions: 5, cards: 2, reviews: 1 },
      encrypted: false,
      left_out: [],
    });
    const { server, local } = await listed(home);
    expect(server?.backups.map(({ id, size }) => [id.split('/')[0], size])).toEqual([
      ['daily', made.size],
      ['weekly', made.size],
    ]);
    expect(local).toMatchObject([{ file: made.file }]);

    const copy = join(home, 'copy.tar.gz');
    await samedi(home, ['backup', 'download', made.id!, '--out', copy]);
    expect(readFileSync(copy).equals(readFileSync(made.file))).toBe(true);
    expect((await errorOf(home, ['backup', 'download', made.id!, '--out', copy])).code).toBe(
      'already_exists',
    );
    for (const name of [made.id!, made.file, basename(made.file), copy]) {
      expect(await samediJson(home, ['backup', 'verify', name])).toMatchObject({
        contents: { plans: 1, sessions: 5, cards: 2, reviews: 1 },
        summed: name !== copy,
      });
    }
  });

  test('holds plans, cards, config and database, and nothing else: no sign-in, lock or trash', async () => {
    const home = await learner();
    await samedi(home, ['plan', 'new', 'Latin']);
    await samedi(home, ['plan', 'delete', 'latin', '--yes']);
    const { file } = await backup(home);
    const { stdout } = spawnSync('tar', ['tzf', file], { encoding: 'utf8' });
    expect(stdout.trim().split('\n')).toEqual(['config.toml', 'plans/french-b1.md', 'sessions.db']);
    expect(readFileSync(file).includes(readAuth(join(home, 'auth.json'))!.token)).toBe(false);
  });

  test('of an unchanged home has the same bytes', async () => {
    const home = await newHome();
    writeFirstVersionHome(home);
    // A file that was just written is read again the next time, which the database remembers.
    utimesSync(join(home, 'plans', 'french-b1.md'), 1_700_000_000, 1_700_000_000);
    await backup(home);
    const first = readFileSync((await backup(home)).file);
    expect(readFileSync((await backup(home)).file).equals(first)).toBe(true);
  });

  test('is made while another program is in the middle of writing', async () => {
    const home = await learner();
    const writes = Promise.all(
      Array.from({ length: 5 }, (_, i) => samedi(home, ['card', 'add', 'french-b1', `q${i}`, 'a'])),
    );
    const made = await backup(home);
    await writes;
    await samedi(home, ['backup', 'verify', made.file]);
  });

  test('without a sign-in stays here, and an unreachable server leaves the archive, and a word in status', async () => {
    const home = await newHome();
    writeFirstVersionHome(home);
    expect(await backup(home)).toMatchObject({ id: null });
    expect((await listed(home)).server).toBeNull();
    writeAuth(join(home, 'auth.json'), {
      ...{ endpoint: 'http://127.0.0.1:9', device_id: 'd', user_id: 'u' },
      ...{ email: 'ada@example.org', token: 'secret' },
    });
    rmSync(join(home, 'backups'), { recursive: true });
    expect(await errorOf(home, ['backup'])).toMatchObject({ exit: 8, code: 'offline' });
    // Both say what is here before they say what could not be asked.
    const file = join(home, 'backups', 'samedi-');
    for (const [args, says] of [
      [['backup'], `Made ${file}`],
      [['backup', 'list'], file],
    ] as const) {
      const { code, stdout, stderr } = await runCli(args, { home });
      expect([code, stdout.startsWith(says)]).toEqual([8, true]);
      expect(stderr).toContain('cannot be reached');
    }
    await samedi(home, ['logout']);
    expect((await listed(home)).local).toHaveLength(1);
    expect((await samedi(home, ['status'])).stdout).toContain('The last backup failed: ');
    await backup(home);
    expect((await samedi(home, ['status'])).stdout).not.toContain('backup');
  });

  test('of two homes that share a folder takes no place of the other', async () => {
    const [one, other] = [await newHome(), await newHome()];
    writeFirstVersionHome(one);
    await samedi(other, ['plan', 'new', 'Latin']);
    const shared = join(await newHome(), 'shared');
    const there = ['--set', `storage.backup_dir=${shared}`];
    const first = await backup(one, ...there);
    const kept = readFileSync(first.file);
    const second = await backup(other, ...there);
    expect(second.file).not.toBe(first.file);
    expect(readFileSync(first.file).equals(kept)).toBe(true);
    const again = await backup(one, ...there);
    expect(again.file).toBe(first.file);
  });

  test('goes where the config says', async () => {
    const home = await newHome();
    writeFirstVersionHome(home);
    await samedi(home, ['config', 'set', 'storage.backup_dir', 'plans/kept']);
    const first = await backup(home);
    const named = new RegExp(`^samedi-${first.day}-[\\da-f]{8}\\.tar\\.gz$`);
    expect(dirname(first.file)).toBe(join(home, 'plans', 'kept'));
    expect(basename(first.file)).toMatch(named);
    // A backup holds no backups, wherever they lie.
    const second = await backup(home);
    expect(spawnSync('tar', ['tzf', second.file], { encoding: 'utf8' }).stdout).not.toContain(
      'kept',
    );
    writeFileSync(join(home, 'file'), '');
    await samedi(home, ['config', 'set', 'storage.backup_dir', 'file/below']);
    expect(await errorOf(home, ['backup'])).toMatchObject({ code: 'config_invalid' });
  });

  test('of two at once, one is kept, whole', async () => {
    const home = await learner();
    const other = await newHome();
    writeFirstVersionHome(other);
    copyFileSync(join(home, 'auth.json'), join(other, 'auth.json'));
    writeFileSync(join(other, 'plans', 'noise.txt'), randomBytes(500_000).toString('base64'));
    const made = await Promise.all([backup(home), backup(other)]);
    const { server } = await listed(home);
    expect(server?.backups).toHaveLength(2);
    for (const { id, size } of server!.backups) {
      expect(made.map((each) => each.size)).toContain(size);
      await samedi(home, ['backup', 'verify', id]);
    }
  });

  test("a clock that is days off is told, and another's backups are not there", async () => {
    const home = await learner();
    const { id } = await backup(home);
    const wrong = { SAMEDI_NOW: String(Date.now() + 10 * 86_400_000) };
    const error = await errorOf(home, ['backup'], wrong);
    expect(error.next).toContain('clock');
    expect((await listed(home)).server?.backups.map((one) => one.id)).toContain(id);

    const stranger = await learner();
    expect((await listed(stranger)).server?.backups).toEqual([]);
    for (const verb of ['verify', 'restore', 'delete', 'download']) {
      expect(await errorOf(stranger, ['backup', verb, id!])).toMatchObject({
        code: 'not_found',
        exit: 6,
      });
    }
    for (const name of ['../eve/daily/2026-01-27', 'eve/daily/2026-01-27', 'daily/2026-02-30']) {
      expect((await runCli(['backup', 'download', name], { home: stranger })).code).toBe(2);
    }
  });

  test('delete takes one away, at the server and here', async () => {
    const home = await learner();
    const { id, file } = await backup(home);
    await samedi(home, ['backup', 'delete', id!]);
    expect(await errorOf(home, ['backup', 'delete', id!])).toMatchObject({ code: 'not_found' });
    expect((await listed(home)).server?.backups.map((one) => one.id)).not.toContain(id);
    await samedi(home, ['backup', 'delete', file]);
    expect([file, `${file}.sha256`].filter(existsSync)).toEqual([]);
    expect(await errorOf(home, ['backup', 'delete', join(home, 'config.toml')])).toMatchObject({
      code: 'usage',
    });
  });
});

describe('with storage.backup_enabled', () => {
  const inDays = (days: number) => ({ SAMEDI_NOW: String(Date.now() + days * 86_400_000) });
  async function automatic(days: number): Promise<string> {
    const home = await newHome();
    writeFirstVersionHome(home);
    const config = join(home, 'config.toml');
    const storage = `[storage]\nbackup_enabled = true\nauto_backup_days = ${days}\n`;
    writeFileSync(config, `${readFileSync(config, 'utf8')}\n${storage}`);
    return home;
  }
  const count = async (home: string) => (await listed(home)).local.length;
  const lastDay = async (home: string) =>
    (await samediJson<{ backups: { last_day: string | null } }>(home, ['status'])).backups.last_day;

  test('a command leaves a backup behind, says nothing of it, and the next is due days later', async () => {
    const home = await automatic(7);
    const first = await samedi(home, ['plan', 'list']);
    await expect.poll(() => count(home), { timeout: 30_000 }).toBe(1);
    await expect.poll(() => lastDay(home), { timeout: 30_000 }).not.toBeNull();
    expect(await samedi(home, ['plan', 'list'], inDays(6))).toEqual(first);
    expect(await samedi(home, ['plan', 'list'], inDays(7))).toEqual(first);
    await expect.poll(() => count(home), { timeout: 30_000 }).toBe(2);
  });

  test('one that fails is a line in the next status', async () => {
    const home = await automatic(1);
    writeFileSync(join(home, 'backups'), 'a file where the folder should be');
    await samedi(home, ['plan', 'list']);
    const status = async () => (await samedi(home, ['status'])).stdout;
    await expect.poll(status, { timeout: 30_000 }).toContain('The last backup failed: ');
  });
});
