/**
 * Contents that were changed past the server, or past the home: found by what versions hold, mended, and nothing lost.
 */
import { readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import {
  anyEmail,
  change,
  rows,
  samedi,
  samediJson,
  signedInHome,
  twoHomes,
} from '../support/cli/homes.ts';
import { runCli } from '../support/cli.ts';
import { runSql } from '../support/explorer.ts';

const url = inject('url');

/** They, and what names their learner's rows at the server. */
async function twoHomesOfAda() {
  const email = anyEmail();
  const [laptop, desktop] = await twoHomes(url, email);
  return { laptop, desktop, ada: `user_id = (SELECT id FROM users WHERE email = '${email}')` };
}

const answerOf = (home: string) =>
  rows(home, "SELECT answer FROM cards WHERE id = 'card-1'")[0]?.['answer'];
const lost = async (home: string) => {
  const all = await samediJson<{ data: { answer?: string; content?: string } | null }[]>(home, [
    'sync',
    'conflicts',
  ]);
  return all.map(({ data }) => data?.answer ?? data?.content);
};

/** Says what differs, and mends it. */
async function mend(home: string): Promise<string> {
  const { code, stdout, stderr } = await runCli(['sync', 'verify'], { home });
  expect(code, stdout).toBe(1);
  expect(stderr).toContain('samedi sync');
  await samedi(home, ['sync']);
  return stdout;
}

async function expectSame(...homes: string[]): Promise<void> {
  for (const home of homes) await samedi(home, ['sync']);
  for (const home of homes) await samedi(home, ['sync', 'verify']);
}

test.each([
  ['contents', `data = json_set(data, '$.answer', 'of nobody')`, ['of nobody']],
  ['a time', 'updated_at = updated_at + 1', []],
  ['an author', "device_id = 'somebody'", []],
  ['a record that is gone', 'data = NULL', [undefined]],
])('%s that were changed in D1 are put right, and what was there is kept', async (_, set, kept) => {
  const { laptop, desktop, ada } = await twoHomesOfAda();
  const answer = answerOf(laptop);
  await runSql(url, `UPDATE cards SET ${set} WHERE id = 'card-1' AND ${ada}`);
  expect(await mend(laptop)).toContain('card-1: another version there');
  await expectSame(desktop, laptop);
  for (const home of [laptop, desktop]) {
    expect(answerOf(home)).toBe(answer);
    expect(await lost(home)).toEqual(kept);
  }
});

test('contents that were changed in D1 do not reach a home that fetches them', async () => {
  const { laptop, ada } = await twoHomesOfAda();
  await samedi(laptop, ['card', 'edit', 'card-1', '--answer', 'good']);
  await samedi(laptop, ['sync']);
  await runSql(
    url,
    `UPDATE cards SET data = json_set(data, '$.answer', 'bad') WHERE id = 'card-1' AND ${ada}`,
  );
  const email = (await samediJson<{ email: string }>(laptop, ['whoami'])).email;
  const phone = await signedInHome(url, email);
  const { stderr } = await samedi(phone, ['sync']);
  expect(stderr).toContain('card card-1 is damaged');
  expect(answerOf(phone)).toBeUndefined();
  await mend(laptop);
  await expectSame(phone, laptop);
  expect(answerOf(phone)).toBe('good');
});

test('a row that was changed past the triggers is an edit, beside what the server had', async () => {
  const { laptop, desktop } = await twoHomesOfAda();
  const answer = answerOf(laptop);
  change(
    laptop,
    `INSERT INTO sync_state VALUES ('applying', '1'); UPDATE cards SET answer = 'flipped' WHERE id = 'card-1';
     DELETE FROM sync_state WHERE key = 'applying'`,
  );
  expect(await mend(laptop)).toContain('card-1: another version there');
  await expectSame(desktop, laptop);
  for (const home of [laptop, desktop]) {
    expect(answerOf(home)).toBe('flipped');
    expect(await lost(home)).toEqual([answer]);
  }
});

test('rows that one side lacks come back', async () => {
  const { laptop, desktop, ada } = await twoHomesOfAda();
  const answer = answerOf(laptop);
  await runSql(url, `DELETE FROM cards WHERE id = 'card-1' AND ${ada}`);
  expect(await mend(laptop)).toContain('card-1: only here');
  change(
    laptop,
    `INSERT INTO sync_state VALUES ('applying', '1'); DELETE FROM cards WHERE id = 'card-1';
     DELETE FROM versions WHERE id = 'card-1'; DELETE FROM sync_state WHERE key = 'applying'`,
  );
  expect(await mend(laptop)).toContain('card-1: only there');
  await expectSame(desktop, laptop);
  for (const home of [laptop, desktop]) expect(answerOf(home)).toBe(answer);
});

test('a plan file in which a byte changed, unseen by its size and time, is an edit beside what the server had', async () => {
  const { laptop, desktop } = await twoHomesOfAda();
  const path = join(laptop, 'plans', 'french-b1.md');
  const before = readFileSync(path, 'utf8');
  const { atimeMs, mtimeMs } = statSync(path);
  writeFileSync(path, before.replace('Mastery', 'Maztery'));
  utimesSync(path, atimeMs / 1_000, mtimeMs / 1_000);
  await samedi(laptop, ['sync', 'push', '--all']);
  await expectSame(desktop, laptop);
  for (const home of [laptop, desktop]) {
    const now = readFileSync(join(home, 'plans', 'french-b1.md'), 'utf8');
    expect([now, ...(await lost(home))].join()).toContain('Maztery');
    expect([now, ...(await lost(home))].join()).toContain('Mastery');
  }
});
