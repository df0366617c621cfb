import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FRENCH, writeFirstVersionHome } from '../support/cli/first-version-home.ts';
import { change, newHome, rows, samedi, samediJson } from '../support/cli/homes.ts';
import { runCli } from '../support/cli.ts';

const NOW = Date.UTC(2026, 10, 21, 8);
const env = { SAMEDI_NOW: String(NOW) };

interface Checked {
  exit: number | null;
  problems: { message: string; next: string; fixable: boolean }[];
  fixed: string[];
  copy: string | null;
}

async function check(home: string, flags: string[] = [], more = {}): Promise<Checked> {
  const args = ['check', '--json', ...flags];
  const { code, stdout } = await runCli(args, { home, env: { ...env, ...more } });
  return { exit: code, ...JSON.parse(stdout) };
}

async function homeInOrder(): Promise<string> {
  const home = await newHome();
  writeFirstVersionHome(home);
  await samedi(home, ['plan', 'list'], env);
  return home;
}

const session = (id: string, start: string, end: string | null, plan = 'french-b1') =>
  `INSERT INTO sessions (id, plan_id, start_time, end_time) VALUES ('${id}', '${plan}', '${start}', ${end ? `'${end}'` : 'NULL'})`;

/** Changes a letter of `text` on the first page of the index, as a bad disk might. */
function spoilIndex(home: string, name: string, text: string): void {
  const [where] = rows(home, `SELECT rootpage FROM sqlite_master WHERE name = '${name}'`);
  const [{ page_size: size }] = rows(home, 'PRAGMA page_size') as [{ page_size: number }];
  const path = join(home, 'sessions.db');
  const bytes = readFileSync(path);
  const at = bytes.indexOf(text, (Number(where?.['rootpage']) - 1) * size);
  bytes[at + 2]! ^= 1;
  writeFileSync(path, bytes);
}

test('a home in order has nothing to mend, and --fix leaves it as it is', async () => {
  const home = await homeInOrder();
  const before = rows(home, 'SELECT * FROM versions');
  expect((await samedi(home, ['check'], env)).stdout).toBe('All is well.\n');
  expect(await check(home, ['--fix'])).toEqual({ exit: 0, problems: [], fixed: [], copy: null });
  expect(rows(home, 'SELECT * FROM versions')).toEqual(before);
});

describe('each thing that is wrong is named, with what to do, and ends in exit code 4', () => {
  const write =
    (name: string, text: string, mode = 0o644) =>
    (home: string) =>
      writeFileSync(join(home, name), text, { mode });
  const sql = (text: string) => (home: string) => change(home, text);

  test.each<[name: string, spoil: (home: string) => void, message: string, next: string]>([
    ['a setting', write('config.toml', '[user]\ntimezone = "Mars"\n'), '"Mars"', 'a time zone'],
    ['the config', write('config.toml', '[user\n'), 'config.toml line 1', 'Correct the line'],
    [
      'the sign-in',
      write('auth.json', '{}', 0o600),
      'not what samedi login writes',
      'Sign in again',
    ],
    ['a plan file', write('plans/rust.md', FRENCH), 'its id is "french-b1"', 'Compare the two'],
    [
      'a plan file, with its line',
      write('plans/rust.md', '---\nid: rust\nstatus: nearly\n---\n# R\n'),
      'plans/rust.md, line',
      '',
    ],
    [
      'a session that runs for days',
      sql(session('endless', '2026-11-18 10:00:00+01:00', null)),
      'endless (french-b1, Wednesday at 10:00) has been running for more than a day',
      'samedi stop --at TIME',
    ],
    [
      'two that run',
      sql(
        `${session('one', '2026-11-21 08:00:00+01:00', null)}; ${session('two', '2026-11-21 08:30:00+01:00', null)}`,
      ),
      '2 sessions run at once',
      'samedi stop',
    ],
    [
      'a session of days',
      sql(session('long', '2026-11-10 10:00:00+01:00', '2026-11-12 10:00:00+01:00')),
      'is 48 h long',
      'samedi session edit long --for 45m',
    ],
    [
      'a session to come',
      sql(session('later', '2026-11-23 10:00:00+01:00', '2026-11-23 11:00:00+01:00')),
      'still to come',
      'session edit later',
    ],
    [
      'two at once',
      sql(
        `${session('first', '2026-11-10 10:00:00+01:00', '2026-11-10 11:00:00+01:00')}; ${session('second', '2026-11-10 10:30:00+01:00', '2026-11-10 10:40:00+01:00')}`,
      ),
      'Sessions first (french-b1, 10 November at 10:00) and second (french-b1, 10 November at 10:30) overlap',
      'session edit first --to TIME',
    ],
    [
      'a time',
      sql(session('bad', 'yesterday', null)),
      'Session bad cannot be read',
      'samedi session delete bad',
    ],
    [
      'a card',
      sql("UPDATE cards SET next_review = 'soon' WHERE id = 'card-1'"),
      'Card card-1 cannot be read: "soon"',
      'samedi card delete card-1',
    ],
    [
      'what has no plan',
      sql(
        `PRAGMA foreign_keys = OFF; ${session('orphan', '2026-11-10 10:00:00', '2026-11-10 10:30:00', 'rust')}`,
      ),
      '1 session and 0 cards belong to plan rust',
      'samedi plan import rust.md',
    ],
  ])('%s', async (_, spoil, message, next) => {
    const home = await homeInOrder();
    spoil(home);
    const { exit, problems } = await check(home);
    expect(exit).toBe(4);
    const about = problems.find((problem) => problem.message.includes(message));
    expect(about?.next, JSON.stringify(problems)).toContain(next);
    expect(about?.next).not.toBe('');
    const fixed = await check(home, ['--fix']);
    expect(fixed).toMatchObject({ exit: 4, fixed: [], copy: null, problems });
  });

  test('what cannot be read can be deleted, as it is told to', async () => {
    const home = await homeInOrder();
    change(home, session('unreadable', 'yesterday', null));
    change(home, "UPDATE cards SET next_review = 'soon' WHERE id = 'card-1'");
    const deleted = await samedi(home, ['session', 'delete', 'unreadable']);
    expect(deleted.stdout).toBe('Deleted unreadab, which could not be read.\n');
    expect(await samediJson(home, ['card', 'delete', 'card-1'])).toEqual({ id: 'card-1' });
    expect(await check(home)).toMatchObject({ exit: 0, problems: [] });
    expect(rows(home, 'SELECT kind, id FROM versions WHERE deleted = 1')).toEqual([
      { kind: 'cards', id: 'card-1' },
      { kind: 'sessions', id: 'unreadable' },
    ]);
  });

  test('the clock', async () => {
    const home = await homeInOrder();
    const { exit, problems } = await check(home, [], { SAMEDI_NOW: '86400000' });
    expect(exit).toBe(4);
    expect(problems).toContainEqual(
      expect.objectContaining({ message: expect.stringContaining('1970-01-02 00:00 UTC') }),
    );
  });

  test('a database that is none', async () => {
    const home = await homeInOrder();
    writeFileSync(join(home, 'sessions.db'), 'no database at all, but some text'.repeat(200));
    const { exit, problems } = await check(home);
    expect({ exit, problems }).toMatchObject({
      exit: 4,
      problems: [{ message: expect.stringContaining('not a database'), fixable: false }],
    });
  });

  test('many of one sort are counted, not listed', async () => {
    const home = await homeInOrder();
    const long = Array.from({ length: 30 }, (_, at) =>
      session(`long-${at}`, `20${50 + at}-01-01 10:00:00`, `20${50 + at}-01-03 10:00:00`),
    );
    change(home, long.join(';'));
    const { problems } = await check(home, [], { SAMEDI_NOW: String(Date.UTC(2099, 0)) });
    expect(problems.map(({ message }) => message)).toContain(
      '10 more sessions of more than a day.',
    );
  });
});

describe('--fix', () => {
  test('takes a sign-in from the eyes of others', async () => {
    const home = await homeInOrder();
    const auth = join(home, 'auth.json');
    const fields = { endpoint: 'x', device_id: 'd', user_id: 'u', email: 'e', token: 't' };
    writeFileSync(auth, JSON.stringify(fields));
    chmodSync(auth, 0o644);
    expect(await check(home)).toMatchObject({ exit: 4, problems: [{ fixable: true }] });
    expect(await check(home, ['--fix'])).toMatchObject({ exit: 0, problems: [], copy: null });
    expect(statSync(auth).mode & 0o777).toBe(0o600);
  });

  test('moves half-written drafts to the trash, but none that is being written', async () => {
    const home = await homeInOrder();
    for (const name of ['old.md.123.tmp', 'new.md.124.tmp']) {
      writeFileSync(join(home, 'plans', name), 'half');
    }
    const hoursAgo = NOW / 1_000 - 7_200;
    utimesSync(join(home, 'plans', 'old.md.123.tmp'), hoursAgo, hoursAgo);
    utimesSync(join(home, 'plans', 'new.md.124.tmp'), NOW / 1_000, NOW / 1_000);
    expect(await check(home, ['--fix'])).toMatchObject({ exit: 0, fixed: [expect.any(String)] });
    expect(readdirSync(join(home, 'trash'))).toEqual(['old.md.123.tmp']);
    expect(existsSync(join(home, 'plans', 'new.md.124.tmp'))).toBe(true);
  });

  test('makes broken indexes anew, after a copy', async () => {
    const home = await homeInOrder();
    spoilIndex(home, 'session_days_day', '2024-01-18');
    expect(await check(home)).toMatchObject({
      exit: 4,
      problems: [{ message: expect.stringContaining('sessions.db is damaged'), fixable: true }],
    });
    const fixed = await check(home, ['--fix']);
    expect(fixed).toMatchObject({ exit: 0, fixed: ['Made the indexes of sessions.db anew.'] });
    expect(existsSync(fixed.copy ?? '')).toBe(true);
  });

  test('puts lost triggers back, and notes for sync what changed without them', async () => {
    const home = await homeInOrder();
    change(home, 'UPDATE versions SET dirty = 0; DROP TRIGGER samedi_sessions_inserted');
    change(home, session('unheard', '2026-11-10 10:00:00', '2026-11-10 10:30:00'));
    expect((await check(home)).problems.map(({ fixable }) => fixable)).toEqual([true, true]);
    expect(await check(home, ['--fix'])).toMatchObject({ exit: 0, problems: [] });
    expect(rows(home, 'SELECT kind, id, deleted FROM versions WHERE dirty = 1')).toEqual([
      { kind: 'sessions', id: 'unheard', deleted: 0 },
    ]);
    change(home, session('heard', '2026-11-11 10:00:00', '2026-11-11 10:30:00'));
    expect(rows(home, "SELECT dirty FROM versions WHERE id = 'heard'")).toEqual([{ dirty: 1 }]);
  });

  test('asks the server again for what vanished, and deletes it nowhere', async () => {
    const home = await homeInOrder();
    change(
      home,
      `INSERT INTO sync_state VALUES ('cursor', '7'), ('applying', '1');
       DELETE FROM cards WHERE id = 'card-1'; DELETE FROM sync_state WHERE key = 'applying'`,
    );
    expect(await check(home)).toMatchObject({
      problems: [{ message: '1 card vanished without being deleted.' }],
    });
    expect(await check(home, ['--fix'])).toMatchObject({ exit: 0 });
    expect(rows(home, "SELECT * FROM versions WHERE id = 'card-1'")).toEqual([]);
    expect(rows(home, "SELECT value FROM sync_state WHERE key = 'cursor'")).toEqual([
      { value: '0' },
    ]);
  });

  test('says what is left', async () => {
    const home = await homeInOrder();
    writeFileSync(join(home, 'plans', 'rust.md'), FRENCH);
    const { code, stdout, stderr } = await runCli(['check', '--fix'], { home, env });
    expect(code).toBe(4);
    expect(stdout).toContain('plans/rust.md, its id is "french-b1"');
    expect(stderr).toBe('1 problem found.\nWhat to do about each is said above.\n');
  });
});
