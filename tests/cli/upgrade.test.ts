import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import {
  FORMS,
  FRENCH,
  openHomeDatabase,
  writeFirstVersionHome,
} from '../support/cli/first-version-home.ts';
import { change, newHome, rows, samedi, samediJson } from '../support/cli/homes.ts';
import { runCli } from '../support/cli.ts';

const TABLES = ['plans', 'sessions', 'cards'];

async function firstVersionHome(): Promise<string> {
  const home = await newHome();
  writeFirstVersionHome(home);
  return home;
}

describe("opening a first version's home", () => {
  test('keeps every row as it was, in the same tables', async () => {
    const home = await firstVersionHome();
    const before = TABLES.map((table) => rows(home, `SELECT * FROM ${table} ORDER BY id`));
    await samedi(home, ['plan', 'list']);
    const after = TABLES.map((table) => rows(home, `SELECT * FROM ${table} ORDER BY id`));
    expect(after).toEqual(before);
    expect(rows(home, 'SELECT version FROM schema_migrations')).toEqual([
      { version: 1 },
      { version: 2 },
      { version: 3 },
      { version: 4 },
      { version: 5 },
    ]);
  });

  test('makes a copy first, which is still the first version', async () => {
    const home = await firstVersionHome();
    const before = rows(home, 'SELECT * FROM sessions ORDER BY id');
    await samedi(home, ['status']);
    const copy = new DatabaseSync(join(home, 'sessions.db.bak'));
    const inCopy = copy.prepare('SELECT * FROM sessions ORDER BY id').all();
    expect(inCopy.map((row) => ({ ...row }))).toEqual(before);
    expect(copy.prepare('SELECT max(version) AS v FROM schema_migrations').get()?.['v']).toBe(1);
    copy.close();
  });

  test('copies what is still in a write-ahead log, too', async () => {
    const home = await firstVersionHome();
    const other = openHomeDatabase(home);
    other.exec('PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;');
    other.exec("UPDATE sessions SET notes = 'only in the log' WHERE id = 's0'");
    await samedi(home, ['status']);
    other.close();
    const copy = new DatabaseSync(join(home, 'sessions.db.bak'));
    const row = copy.prepare("SELECT notes FROM sessions WHERE id = 's0'").get();
    copy.close();
    expect(row?.['notes']).toBe('only in the log');
  });

  test('never overwrites a copy that is there', async () => {
    const home = await firstVersionHome();
    writeFileSync(join(home, 'sessions.db.bak'), 'mine');
    await samedi(home, ['status']);
    expect(readFileSync(join(home, 'sessions.db.bak.1'), 'utf8')).toBe('mine');
  });

  test("finds each session's day where the learner was, whatever form its times have", async () => {
    const home = await firstVersionHome();
    await samedi(home, ['status']);
    const days = rows(home, 'SELECT id, day FROM session_days ORDER BY id');
    expect(days).toEqual(FORMS.map(({ day }, i) => ({ id: `s${i}`, day })));
  });

  test('a session whose times are all in UTC takes the offset of the one before', async () => {
    const home = await firstVersionHome();
    await samedi(home, ['status']);
    const [row] = rows(home, "SELECT utc_offset_minutes FROM session_days WHERE id = 's3'");
    expect(row).toEqual({ utc_offset_minutes: 60 });
  });

  test('two copies of one home, upgraded apart, have the same versions', async () => {
    const [one, two] = [await firstVersionHome(), await newHome()];
    cpSync(one, two, { recursive: true });
    const versions = 'SELECT kind, id, updated_at, device_id, past FROM versions ORDER BY kind, id';
    await samedi(one, ['plan', 'list']);
    await samedi(two, ['plan', 'list']);
    expect(rows(one, versions)).toHaveLength(1 + FORMS.length + 2);
    expect(rows(two, versions)).toEqual(rows(one, versions));
  });

  test('a row that cannot be read is named and left alone, the rest goes on', async () => {
    const home = await firstVersionHome();
    change(home, "UPDATE sessions SET start_time = 'last tuesday' WHERE id = 's1'");
    const { stderr } = await samedi(home, ['status']);
    expect(stderr).toContain('s1');
    expect(stderr).toContain('last tuesday');
    expect(rows(home, 'SELECT id FROM session_days')).toHaveLength(FORMS.length - 1);
    expect(rows(home, "SELECT start_time FROM sessions WHERE id = 's1'")).toEqual([
      { start_time: 'last tuesday' },
    ]);
  });

  test('is done once', async () => {
    const home = await firstVersionHome();
    await Promise.all([1, 2, 3].map(() => samedi(home, ['status'])));
    await samedi(home, ['status']);
    expect(rows(home, 'SELECT count(*) AS n FROM schema_migrations')).toEqual([{ n: 5 }]);
    expect(rows(home, 'SELECT * FROM sessions')).toHaveLength(FORMS.length);
  });
});

describe('a home that is none', () => {
  test('the first command makes one, and says nothing about it', async () => {
    const home = join(await newHome(), 'deep', 'down');
    const { stdout, stderr } = await samedi(home, ['plan', 'list']);
    expect(stdout).toContain('No plans yet');
    expect(stderr).toBe('');
    expect(existsSync(join(home, 'sessions.db.bak'))).toBe(false);
    expect(readdirSync(home)).toContain('sessions.db');
  });

  test('a newer one is refused, untouched', async () => {
    const home = await firstVersionHome();
    change(home, 'INSERT INTO schema_migrations (version) VALUES (99)');
    const before = readFileSync(join(home, 'sessions.db'));
    const { code, stderr } = await runCli(['status', '--json'], { home });
    expect(code).toBe(1);
    expect(JSON.parse(stderr).error).toMatchObject({
      code: 'home_newer',
      next: expect.stringContaining('/docs/install'),
    });
    expect(readFileSync(join(home, 'sessions.db'))).toEqual(before);
  });

  test('a damaged database is refused, untouched', async () => {
    const home = await newHome();
    writeFileSync(
      join(home, 'sessions.db'),
      'this is no database, and long enough to be looked at'.repeat(20),
    );
    const before = readFileSync(join(home, 'sessions.db'));
    const { code, stderr } = await runCli(['status'], { home });
    expect(code).toBe(1);
    expect(stderr).toContain('sessions.db is not a database');
    expect(stderr).toContain('backup');
    expect(readFileSync(join(home, 'sessions.db'))).toEqual(before);
  });

  test('one with a table missing is refused, untouched', async () => {
    const home = await firstVersionHome();
    change(home, 'DROP TABLE cards');
    const { code, stderr } = await runCli(['status', '--json'], { home });
    expect(code).toBe(1);
    expect(JSON.parse(stderr).error).toMatchObject({ code: 'home_unusable' });
    expect(rows(home, 'SELECT version FROM schema_migrations')).toEqual([{ version: 1 }]);
  });

  test('one that cannot be written is refused, with the path', async () => {
    const file = join(await newHome(), 'a-file');
    writeFileSync(file, '');
    const { code, stderr } = await runCli(['status'], { home: join(file, 'home') });
    expect(code).toBe(1);
    expect(stderr).toContain(file);
    expect(stderr).toContain('a part of its path is a file');
  });

  test('a folder in the place of the database is refused', async () => {
    const home = await newHome();
    mkdirSync(join(home, 'sessions.db'));
    const { code, stderr } = await runCli(['status', '--json'], { home });
    expect(code).toBe(1);
    expect(JSON.parse(stderr).error.code).toBe('home_unusable');
  });

  test('a config that is no TOML is named with its line', async () => {
    const home = await firstVersionHome();
    writeFileSync(join(home, 'config.toml'), '[user]\ntimezone = Paris\n');
    const { code, stderr } = await runCli(['status', '--json'], { home });
    expect(code).toBe(4);
    expect(JSON.parse(stderr).error).toMatchObject({ code: 'config_invalid' });
    expect(stderr).toContain('line 2');
  });

  test('a time zone that does not exist is refused with what is possible', async () => {
    const home = await newHome();
    writeFileSync(join(home, 'config.toml'), '[user]\ntimezone = "Mars/Olympus"\n');
    const { code, stderr } = await runCli(['status'], { home });
    expect(code).toBe(4);
    expect(stderr).toContain('user.timezone');
    expect(stderr).toContain('Europe/Paris');
  });
});

test('the plan of an upgraded home is its file, byte for byte', async () => {
  const home = await firstVersionHome();
  const plan = await samediJson<{ title: string; chunks_total: number }>(home, [
    'plan',
    'show',
    'french',
  ]);
  expect(plan).toMatchObject({ title: 'French B1 Mastery', chunks_total: 2, chunks_completed: 1 });
  expect(readFileSync(join(home, 'plans', 'french-b1.md'), 'utf8')).toBe(FRENCH);
});
