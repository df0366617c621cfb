import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { backup, contents, learner, unlike, url } from '../support/cli/backup-homes.ts';
import { writeFirstVersionHome } from '../support/cli/first-version-home.ts';
import {
  anyEmail,
  change,
  newHome,
  rows,
  samedi,
  samediJson,
  signedInHome,
} from '../support/cli/homes.ts';

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
