import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gzipSync } from 'node:zlib';
import { packTar, type TarEntry } from 'modern-tar';
import { describe, expect, test } from 'vitest';
import { readAuth, writeAuth } from '../../cli/src/home/auth-file.ts';
import { firstVersionDatabase, writeFirstVersionHome } from '../support/cli/first-version-home.ts';
import { errorOf, newHome, rows, samedi, samediJson } from '../support/cli/homes.ts';
import { makeOlder } from '../support/cli/older-home.ts';

interface Forged {
  /** In the archive beside, or instead of, what a backup holds. */
  entries?: TarEntry[];
  /** Takes the place of the whole tar. */
  tar?: Uint8Array;
  database?: Uint8Array | null;
}

const file = (name: string, body: string | Uint8Array = 'x'): TarEntry => ({
  header: { name, size: Buffer.byteLength(body), type: 'file' },
  body,
});

/** An archive as somebody with bad intent would make it; returns its path. */
async function forge(folder: string, { entries = [], tar, database }: Forged): Promise<string> {
  const sound = database === undefined ? firstVersionDatabase(join(folder, 'forged.db')) : database;
  const all = sound === null ? entries : [...entries, file('sessions.db', sound)];
  const path = join(folder, 'forged.tar.gz');
  writeFileSync(path, gzipSync(tar ?? (await packTar(all))));
  return path;
}

/** Everything below a folder, with contents. */
function everything(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path, readFileSync(path).toString('base64')];
    }),
  );
}

const SIGN_IN = {
  endpoint: 'http://127.0.0.1:9',
  device_id: 'd_test',
  user_id: 'u_test',
  email: 'ada@example.org',
  token: 'secret',
};

async function victim() {
  const outside = await newHome();
  const home = join(outside, 'home');
  mkdirSync(home);
  writeFirstVersionHome(home);
  writeAuth(join(home, 'auth.json'), SIGN_IN);
  await samedi(home, ['plan', 'list']);
  return { outside, home };
}

const link = (type: 'symlink' | 'link', name: string, linkname: string): TarEntry => ({
  header: { name, size: 0, type, linkname },
});
const special = (type: 'fifo' | 'character-device' | 'block-device'): TarEntry => ({
  header: { name: 'plans/a.md', size: 0, type },
});
/** A name that the long-name extensions put in the place of the short, good one. */
const paxName = (path: string): TarEntry => ({
  header: { name: 'plans/a.md', size: 1, type: 'file', pax: { path } },
  body: 'x',
});

const tricks: [string, Forged, string][] = [
  ['an absolute path', { entries: [file('/tmp/samedi-attack')] }, 'absolute path'],
  ['a way out', { entries: [file('../escaped')] }, 'leads out'],
  ['a way out through a folder', { entries: [file('plans/../../escaped')] }, 'leads out'],
  ['a way out in a long name', { entries: [paxName('../escaped')] }, 'leads out'],
  ["Windows' way out", { entries: [file('plans\\..\\..\\escaped')] }, 'character'],
  ['the sign-in', { entries: [file('auth.json', '{}')] }, 'nothing that a home holds'],
  ['another file of the home', { entries: [file('trash/a.md')] }, 'nothing that a home holds'],
  ['a symbolic link', { entries: [link('symlink', 'plans/a.md', '/etc/passwd')] }, 'is a symlink'],
  [
    'a file through a linked folder',
    { entries: [link('symlink', 'plans/out', '..'), file('plans/out/escaped')] },
    'is a symlink',
  ],
  ['a hard link', { entries: [link('link', 'plans/a.md', 'sessions.db')] }, 'is a link'],
  ['a pipe', { entries: [special('fifo')] }, 'is a fifo'],
  ['a device', { entries: [special('character-device')] }, 'is a character-device'],
  ['a disk', { entries: [special('block-device')] }, 'is a block-device'],
  ['one name twice', { entries: [file('plans/a.md'), file('plans/a.md', 'y')] }, 'there twice'],
  ['a file as a folder', { entries: [file('plans/a'), file('plans/a/b')] }, 'there twice'],
  ['a hidden file', { entries: [file('plans/.bashrc')] }, 'begins with a dot'],
  ['a bomb', { entries: [file('plans/a.md', new Uint8Array(200_000_000))] }, 'far more'],
  ['no database', { database: null, entries: [file('plans/a.md')] }, 'no sessions.db'],
  [
    'a database that is none',
    { database: Buffer.from('not SQLite at all'.repeat(99)) },
    'database',
  ],
  ['no tar', { tar: Buffer.alloc(2048, 1) }, 'damaged'],
  ['an end in the middle', { tar: Buffer.alloc(512) }, 'damaged'],
];

describe('an archive made to attack is refused, and changes nothing', () => {
  test.each(tricks)('with %s', async (_, forged, why) => {
    const { outside, home } = await victim();
    const archive = await forge(outside, forged);
    const before = everything(outside);
    for (const command of ['verify', 'restore']) {
      const error = await errorOf(home, ['backup', command, archive]);
      expect(error).toMatchObject({ exit: 4, code: 'backup_invalid' });
      expect(error.message).toContain(why);
      expect(error.next).toBeTruthy();
    }
    const lock = join(home, 'sync.lock');
    const { [lock]: _lock, ...after } = everything(outside);
    expect(after).toEqual(before);
    expect(existsSync('/tmp/samedi-attack')).toBe(false);
  });

  test('with more files than any home has', async () => {
    const { outside, home } = await victim();
    const entries = Array.from({ length: 100_001 }, (_, i) => ({
      header: { name: `plans/${i}/`, size: 0, type: 'directory' as const },
    }));
    const archive = await forge(outside, { entries });
    const error = await errorOf(home, ['backup', 'verify', archive]);
    expect(error.message).toContain('more files');
  });

  test.each(['not packed', ''])('with nothing but %j in it', async (text) => {
    const { outside, home } = await victim();
    const archive = join(outside, 'forged.tar.gz');
    writeFileSync(archive, text);
    expect((await errorOf(home, ['backup', 'restore', archive])).code).toBe('backup_invalid');
  });
});

test.each([
  [
    'of a plan',
    "INSERT INTO plans VALUES ('../../notes', 'N', '2024-01-15', '2024-01-15', 1, 'completed', '', 'x')",
  ],
  [
    'of a plan on Windows',
    String.raw`INSERT INTO plans VALUES ('..\..\notes', 'N', '2024-01-15', '2024-01-15', 1, 'completed', '', 'x')`,
  ],
  [
    'of a file that can be put back',
    `CREATE TABLE plan_files (id TEXT, synced_content TEXT);
     INSERT INTO plan_files VALUES ('../../notes', 'x')`,
  ],
  [
    'of a conflict',
    `CREATE TABLE conflicts (id TEXT, kind TEXT, record_id TEXT);
     INSERT INTO conflicts VALUES ('1', 'cards', 'a/b'), ('2', 'plans', '/tmp/notes')`,
  ],
  [
    'of what lost at the server',
    `CREATE TABLE losses (id TEXT, kind TEXT, record_id TEXT);
     INSERT INTO losses VALUES ('1', 'plans', '/tmp/notes')`,
  ],
])('a database with a path for an id, %s, is refused', async (_, sql) => {
  const { outside, home } = await victim();
  const path = join(outside, 'paths.db');
  firstVersionDatabase(path);
  const db = new DatabaseSync(path);
  db.exec(sql);
  db.close();
  const archive = await forge(outside, { database: readFileSync(path) });
  const before = readFileSync(join(home, 'sessions.db'));
  const error = await errorOf(home, ['backup', 'restore', archive]);
  expect(error).toMatchObject({ code: 'backup_invalid', message: expect.stringContaining('path') });
  expect(readFileSync(join(home, 'sessions.db')).equals(before)).toBe(true);
});

test("a database of a newer Samedi's is not put in place", async () => {
  const { outside, home } = await victim();
  const path = join(outside, 'newer.db');
  firstVersionDatabase(path);
  const db = new DatabaseSync(path);
  db.exec('INSERT INTO schema_migrations (version) VALUES (99)');
  db.close();
  const archive = await forge(outside, { database: readFileSync(path) });
  const before = readFileSync(join(home, 'sessions.db'));
  expect((await errorOf(home, ['backup', 'restore', archive])).code).toBe('home_newer');
  expect(readFileSync(join(home, 'sessions.db')).equals(before)).toBe(true);
});

test('folders that another tar program put in are no harm, and the first version’s database opens', async () => {
  const { outside, home } = await victim();
  const folder: TarEntry = { header: { name: 'plans/', size: 0, type: 'directory' } };
  const plan = file('plans/latin.md', '---\nid: latin\ntitle: Latin\n---\n');
  const archive = await forge(outside, { entries: [folder, plan] });
  await samedi(home, ['backup', 'restore', archive]);
  const { plans } = await samediJson<{ plans: { id: string }[] }>(home, ['plan', 'list']);
  expect(plans.map(({ id }) => id)).toContain('latin');
  expect(readAuth(join(home, 'auth.json'))).toEqual(SIGN_IN);
});

test('what a backup would refuse is not packed, and is named; a link to a file is packed as the file', async () => {
  const { outside, home } = await victim();
  await samedi(home, ['logout']);
  mkdirSync(join(home, 'plans', '.git'));
  writeFileSync(join(home, 'plans', '.git', 'config'), 'x');
  writeFileSync(join(home, 'plans', 'a:b.md'), 'x');
  writeFileSync(join(outside, 'elsewhere.md'), 'elsewhere');
  symlinkSync(join(outside, 'elsewhere.md'), join(home, 'plans', 'linked.md'));
  symlinkSync(outside, join(home, 'plans', 'linked-folder'));
  mkdirSync(join(home, 'plans', 'images'));
  writeFileSync(join(home, 'plans', 'images', `${'été '.repeat(40)}.png`), 'image');
  const made = await samediJson<{ file: string; left_out: string[] }>(home, ['backup']);
  expect(made.left_out).toEqual([
    expect.stringContaining('plans/a:b.md'),
    expect.stringContaining('plans/linked-folder'),
  ]);
  await samedi(home, ['backup', 'verify', made.file]);
  await samedi(home, ['backup', 'restore', made.file]);
  expect(readFileSync(join(home, 'plans', 'linked.md'), 'utf8')).toBe('elsewhere');
  expect(readdirSync(join(home, 'plans', 'images'))).toEqual([`${'été '.repeat(40)}.png`]);
});

test.each([2, 3, 4] as const)(
  "the database of version %i, of before this one's, opens",
  async (version) => {
    const { outside, home } = await victim();
    const older = await newHome();
    writeFirstVersionHome(older);
    await samedi(older, ['status']);
    makeOlder(older, version);
    const archive = await forge(outside, { database: readFileSync(join(older, 'sessions.db')) });
    await samedi(home, ['backup', 'restore', archive]);
    expect(rows(home, 'SELECT id FROM cards')).toEqual(rows(older, 'SELECT id FROM cards'));
    await samedi(home, ['card', 'rate', 'card-1', '3']);
  },
);
