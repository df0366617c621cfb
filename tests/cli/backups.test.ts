import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { readAuth, writeAuth } from '../../cli/src/home/auth-file.ts';
import { runCli } from '../helpers/cli.ts';
import { writeFirstVersionHome } from './first-version-home.ts';
import {
  anyEmail,
  change,
  errorOf,
  newHome,
  rows,
  samedi,
  samediJson,
  signedInHome,
} from './homes.ts';

const url = inject('url');

interface Made {
  file: string;
  day: string;
  size: number;
  sha256: string;
  id: string | null;
}
interface Listed {
  server: { backups: { id: string; size: number; encrypted: boolean }[] } | null;
  local: { file: string }[];
}

const backup = (home: string, ...flags: string[]) =>
  samediJson<Made>(home, ['backup', ...flags], SECRET);
const listed = (home: string) => samediJson<Listed>(home, ['backup', 'list']);
const SECRET = { SAMEDI_BACKUP_PASSPHRASE: 'correct horse battery staple' };

/** What a learner has: files and rows, without what sync notes about them. */
const contents = (home: string) => ({
  plan: readFileSync(join(home, 'plans', 'french-b1.md'), 'utf8'),
  config: readFileSync(join(home, 'config.toml'), 'utf8'),
  sessions: rows(home, 'SELECT * FROM sessions ORDER BY id'),
  cards: rows(home, 'SELECT * FROM cards ORDER BY id'),
  reviews: rows(home, 'SELECT * FROM reviews ORDER BY id'),
  plans: rows(home, 'SELECT id, title, status FROM plans ORDER BY id'),
});

async function learner(): Promise<string> {
  const home = await newHome();
  writeFirstVersionHome(home);
  await samedi(home, ['card', 'rate', 'card-1', '3']);
  return signedInHome(url, anyEmail(), home);
}

/** Makes a home that differs in every part. */
async function unlike(home: string): Promise<void> {
  change(
    home,
    "DELETE FROM sessions WHERE id = 's0'; UPDATE cards SET answer = 'Hi' WHERE id = 'card-1'",
  );
  await samedi(home, ['card', 'rate', 'card-2', '4']);
  await samedi(home, ['start', 'french-b1']);
  await samedi(home, ['stop']);
  await samedi(home, ['plan', 'done', 'french-b1', '2']);
  await samedi(home, ['config', 'set', 'learning.weekly_goal_minutes', '300']);
}

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
    for (const name of [made.id!, made.file, copy]) {
      expect(await samediJson(home, ['backup', 'verify', name])).toMatchObject({
        contents: { plans: 1, sessions: 5, cards: 2, reviews: 1 },
        summed: name !== copy,
      });
    }
  });

  test('holds plans, cards, config and database, and nothing else: no sign-in, lock or trash', async () => {
    const home = await learner();
    await samedi(home, ['plan', 'new', 'Latin']);
    await samedi(home, ['plan', 'delete', 'latin']);
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

  test('goes where the config says', async () => {
    const home = await newHome();
    writeFirstVersionHome(home);
    await samedi(home, ['config', 'set', 'storage.backup_dir', 'plans/kept']);
    const first = await backup(home);
    expect(first.file).toBe(join(home, 'plans', 'kept', `samedi-${first.day}.tar.gz`));
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

/** Passes bytes on to the site, and cuts the connection once the client has sent so many. */
async function cuttingProxy(afterBytes: () => number): Promise<string> {
  const { hostname, port } = new URL(url);
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    let left = afterBytes();
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    client.on('data', (chunk) => {
      upstream.write(chunk.subarray(0, left));
      left -= chunk.length;
      if (left <= 0) end();
    });
    upstream.on('data', (chunk) => client.write(chunk));
    for (const socket of [client, upstream]) socket.on('error', end).on('close', end);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('an upload that is cut at any point leaves nothing, and the day’s earlier one stays', async () => {
  const home = await learner();
  writeFileSync(join(home, 'plans', 'noise.txt'), randomBytes(300_000).toString('base64'));
  const auth = readAuth(join(home, 'auth.json'))!;
  let after = 0;
  const endpoint = await cuttingProxy(() => after);
  const cutAt = async (bytes: number) => {
    after = bytes;
    writeAuth(join(home, 'auth.json'), { ...auth, endpoint });
    const error = await errorOf(home, ['backup']);
    expect(error.exit, `${bytes}: ${error.message}`).toBe(8);
    writeAuth(join(home, 'auth.json'), auth);
  };
  const size = 300_000;
  const points = [
    0,
    1,
    200,
    700,
    ...Array.from({ length: 5 }, () => Math.floor(Math.random() * size)),
    size - 1,
  ];
  for (const point of points) await cutAt(point);
  expect((await listed(home)).server?.backups).toEqual([]);

  const { id, sha256 } = await backup(home);
  await unlike(home);
  for (const point of points.slice(3, 6)) await cutAt(point);
  const copy = join(home, 'copy.tar.gz');
  await samedi(home, ['backup', 'download', id!, '--out', copy]);
  expect(createHash('sha256').update(readFileSync(copy)).digest('hex')).toBe(sha256);
});

describe('verify finds a flipped bit', () => {
  /** The first and last bytes, those around the header of gzip, and others all over. */
  const positions = (size: number) => [
    ...new Set([0, 1, 3, 4, 8, 9, 10, 11, size - 9, size - 8, size - 1]),
    ...Array.from({ length: 9 }, () => Math.floor(Math.random() * size)),
  ];

  async function damagedIn(home: string, file: string, flags: Record<string, string>, step = 1) {
    const good = readFileSync(file);
    for (const at of positions(good.length).filter((_, i) => i % step === 0)) {
      const bad = Buffer.from(good);
      bad[at]! ^= 1 << Math.floor(Math.random() * 8);
      writeFileSync(file, bad);
      const { code, stderr } = await runCli(['backup', 'verify', file], { home, env: flags });
      expect([code, at], stderr).toEqual([4, at]);
    }
    writeFileSync(file, good);
    await samedi(home, ['backup', 'verify', file], flags);
  }

  test('at any position of an archive, by the sum beside it', async () => {
    const home = await newHome();
    writeFirstVersionHome(home);
    await damagedIn(home, (await backup(home)).file, {});
  });

  test('at any position of an encrypted one, even without the sum', async () => {
    const home = await newHome();
    writeFirstVersionHome(home);
    const { file } = await backup(home, '--encrypt');
    rmSync(`${file}.sha256`);
    // Each one costs a second, which is what a passphrase is stretched with.
    await damagedIn(home, file, SECRET, 4);
  });
});

describe('restoring', () => {
  test('onto a home that is not empty, and back', async () => {
    const home = await learner();
    const { file, id } = await backup(home);
    const then = contents(home);
    await unlike(home);
    const now = contents(home);
    expect(now).not.toEqual(then);

    const shown = await samediJson(home, ['backup', 'restore', id!, '--dry-run']);
    expect(shown).toEqual({
      name: id,
      files: [
        { name: 'config.toml', how: 'changes' },
        { name: 'plans/french-b1.md', how: 'changes' },
      ],
      sessions: { come_back: 1, change: 0, go: 1 },
      cards: { come_back: 0, change: 2, go: 0 },
      reviews: { come_back: 0, change: 0, go: 1 },
      aside: null,
    });
    expect(contents(home)).toEqual(now);

    const signIn = readFileSync(join(home, 'auth.json'), 'utf8');
    const { aside } = await samediJson<{ aside: string }>(home, ['backup', 'restore', file]);
    expect(contents(home)).toEqual(then);
    expect(contents(aside)).toEqual(now);
    expect(readFileSync(join(home, 'auth.json'), 'utf8')).toBe(signIn);
    expect((await samedi(home, ['check'])).stdout).toContain('All is well');

    await samedi(home, ['backup', 'restore', aside]);
    expect(contents(home)).toEqual(now);
  });

  test('into an empty home, and in the place of a database that is damaged or gone', async () => {
    const home = await newHome();
    writeFirstVersionHome(home);
    const { file } = await backup(home);
    const then = contents(home);
    const empty = await newHome();
    await samedi(empty, ['backup', 'restore', file]);
    expect(contents(empty)).toEqual(then);

    writeFileSync(join(home, 'sessions.db'), 'not a database');
    const { aside } = await samediJson<{ aside: string }>(home, ['backup', 'restore', file]);
    expect(contents(home)).toEqual(then);
    expect(readFileSync(join(aside, 'sessions.db'), 'utf8')).toBe('not a database');

    rmSync(join(home, 'sessions.db'));
    await samedi(home, ['backup', 'restore', file]);
    expect(contents(home)).toEqual(then);
  });

  test('with a database in WAL mode, which another program has open', async () => {
    const home = await newHome();
    writeFirstVersionHome(home);
    const { file } = await backup(home);
    const then = contents(home);
    const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
    const other = new DatabaseSync(join(home, 'sessions.db'));
    onTestFinished(() => other.close());
    other.exec("PRAGMA journal_mode = WAL; UPDATE cards SET answer = 'in the log'");
    await samedi(home, ['backup', 'restore', file]);
    expect(contents(home)).toEqual(then);
    // The other program sees it, too, and goes on.
    expect(
      other.prepare("SELECT count(*) AS n FROM cards WHERE answer = 'in the log'").get(),
    ).toEqual({ n: 0 });
    other.exec("UPDATE cards SET answer = 'later'");
    expect(rows(home, "SELECT count(*) AS n FROM cards WHERE answer = 'later'")).toEqual([
      { n: 2 },
    ]);
  });
});

describe('sync after restoring', () => {
  /** A home and another of the same learner; the second changed a card and deleted another after the first's backup. */
  async function twoHomes() {
    const email = anyEmail();
    const first = await newHome();
    writeFirstVersionHome(first);
    await signedInHome(url, email, first);
    await samedi(first, ['sync']);
    const { file } = await backup(first);
    const second = await signedInHome(url, email);
    await samedi(second, ['sync']);
    change(
      second,
      "UPDATE cards SET answer = 'newer' WHERE id = 'card-1'; DELETE FROM cards WHERE id = 'card-2'",
    );
    await samedi(second, ['card', 'add', 'french-b1', 'made', 'since']);
    await samedi(second, ['sync']);
    await samedi(first, ['sync']);
    return { first, second, file };
  }
  const cards = (home: string) =>
    rows(home, 'SELECT question, answer FROM cards ORDER BY question');
  const NEWER = [
    { question: 'Bonjour?', answer: 'newer' },
    { question: 'made', answer: 'since' },
  ];

  test('brings what is newer, and takes nothing from anybody', async () => {
    const { first, second, file } = await twoHomes();
    await samedi(first, ['backup', 'restore', file]);
    expect(cards(first)).toHaveLength(2);
    expect(await samediJson(first, ['sync'])).toMatchObject({ conflicts: 0, rejected: [] });
    expect(cards(first)).toEqual(NEWER);
    expect(await samediJson(second, ['sync'])).toMatchObject({ pulled: 0, conflicts: 0 });
    expect(cards(second)).toEqual(NEWER);
    await samedi(first, ['sync', 'verify']);
    expect(await samediJson(first, ['sync'])).toMatchObject({ pushed: 0, pulled: 0 });
  });

  test('with --as-edits puts the restored state everywhere, and keeps what it replaces', async () => {
    const { first, second, file } = await twoHomes();
    await samedi(first, ['backup', 'restore', file, '--as-edits']);
    await samedi(first, ['sync']);
    await samedi(second, ['sync']);
    const all = [
      { question: 'Bonjour?', answer: 'Hello' },
      { question: 'Merci?', answer: 'Thanks' },
      { question: 'made', answer: 'since' },
    ];
    expect(cards(first)).toEqual(all);
    expect(cards(second)).toEqual(all);
    const kept = await samediJson<{ record_id: string; data: { answer: string } | null }[]>(
      second,
      ['sync', 'conflicts'],
    );
    expect(kept.map(({ record_id, data }) => [record_id, data?.answer ?? null]).sort()).toEqual([
      ['card-1', 'newer'],
      ['card-2', null],
    ]);
    await samedi(first, ['sync', 'verify']);
  });

  test('an edit of the restored home meets the device’s own later version as a conflict', async () => {
    const email = anyEmail();
    const home = await newHome();
    writeFirstVersionHome(home);
    await signedInHome(url, email, home);
    await samedi(home, ['sync']);
    const { file } = await backup(home);
    change(home, "UPDATE cards SET answer = 'of yesterday' WHERE id = 'card-1'");
    await samedi(home, ['sync']);
    await samedi(home, ['backup', 'restore', file]);
    change(home, "UPDATE cards SET answer = 'of today' WHERE id = 'card-1'");
    expect(await samediJson(home, ['sync'])).toMatchObject({ conflicts: 1 });
    const [kept] = await samediJson<{ data: { answer: string } }[]>(home, ['sync', 'conflicts']);
    expect(kept?.data.answer).toBe('of yesterday');
    expect(cards(home)).toContainEqual({ question: 'Bonjour?', answer: 'of today' });
  });

  test('signed in as somebody else offers them what was restored', async () => {
    const { file } = await twoHomes();
    const other = await signedInHome(url, anyEmail());
    await samedi(other, ['backup', 'restore', file]);
    await samedi(other, ['sync']);
    await samedi(other, ['sync', 'verify']);
    expect(cards(other)).toHaveLength(2);
  });
});

describe('encryption', () => {
  test('keeps all from who has no passphrase, the server too, and nothing from who has it', async () => {
    const home = await learner();
    await samedi(home, ['config', 'set', 'storage.backup_encrypt', 'true']);
    await samedi(home, ['config', 'set', 'storage.backup_passphrase_file', join(home, 'secret')]);
    writeFileSync(join(home, 'secret'), `${SECRET.SAMEDI_BACKUP_PASSPHRASE}\n`);
    const made = await samediJson<Made>(home, ['backup']);
    expect(made.file).toMatch(/\.tar\.gz\.age$/);
    expect((await listed(home)).server?.backups[0]).toMatchObject({ encrypted: true });
    const copy = join(home, 'copy.age');
    await samedi(home, ['backup', 'download', made.id!, '--out', copy]);
    expect(readFileSync(copy, 'latin1')).toMatch(/^age-encryption\.org\/v1\n-> scrypt /);
    await samedi(home, ['backup', 'verify', made.id!]);

    await samedi(home, ['config', 'set', 'storage.backup_passphrase_file', '']);
    const wrong = { SAMEDI_BACKUP_PASSPHRASE: 'wrong' };
    expect(await errorOf(home, ['backup', 'verify', made.id!], wrong)).toMatchObject({
      code: 'passphrase_wrong',
      exit: 4,
    });
    expect(await errorOf(home, ['backup', 'verify', made.id!])).toMatchObject({ code: 'usage' });

    const then = contents(home);
    await unlike(home);
    await samedi(home, ['backup', 'restore', made.id!], SECRET);
    expect(contents(home).cards).toEqual(then.cards);
  });

  const hasAge = spawnSync('age', ['--version']).status === 0 && process.platform === 'linux';
  test.skipIf(!hasAge)('age itself opens it', async () => {
    const home = await newHome();
    writeFirstVersionHome(home);
    const { file } = await backup(home, '--encrypt');
    const out = join(home, 'plain.tar.gz');
    // By a terminal, which is where age asks.
    const { status, stdout } = spawnSync(
      'script',
      ['-qec', `age -d -o '${out}' '${file}'`, '/dev/null'],
      {
        input: `${SECRET.SAMEDI_BACKUP_PASSPHRASE}\n`,
        encoding: 'utf8',
      },
    );
    expect(status, stdout).toBe(0);
    await samedi(home, ['backup', 'verify', out]);
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
