import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
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

const url = inject('url');

/** A synced home, and a copy of all that is in it. */
async function homeAndCopy(): Promise<[string, string]> {
  const home = await newHome();
  writeFirstVersionHome(home);
  await signedInHome(url, anyEmail(), home);
  await samedi(home, ['sync']);
  const copy = await newHome();
  cpSync(home, copy, { recursive: true });
  return [home, copy];
}

const firstCard = (home: string) =>
  String(rows(home, 'SELECT min(id) AS id FROM cards')[0]?.['id']);
describe('a home that was copied with its sign-in', () => {
  test('loses nothing of what both changed', async () => {
    const [home, copy] = await homeAndCopy();
    const id = firstCard(home);
    change(home, `UPDATE cards SET answer = 'of the home' WHERE id = '${id}'`);
    change(copy, `UPDATE cards SET answer = 'of the copy' WHERE id = '${id}'`);
    await samedi(home, ['sync']);
    await samedi(copy, ['sync']);
    await samedi(home, ['sync']);
    for (const one of [home, copy]) {
      const texts = [
        rows(one, 'SELECT answer FROM cards'),
        rows(one, 'SELECT data FROM conflicts'),
      ];
      expect(JSON.stringify(texts)).toContain('of the home');
      expect(JSON.stringify(texts)).toContain('of the copy');
      await samedi(one, ['sync', 'verify']);
    }
  });

  test('goes on beside the other, and both hold the same', async () => {
    const [home, copy] = await homeAndCopy();
    for (const [i, one] of [home, copy, home, copy, copy, home].entries()) {
      change(one, `UPDATE cards SET answer = 'round ${i}' WHERE id = '${firstCard(one)}'`);
      await samedi(one, ['sync']);
    }
    await samedi(copy, ['sync']);
    expect(rows(copy, 'SELECT id, answer FROM cards ORDER BY id')).toEqual(
      rows(home, 'SELECT id, answer FROM cards ORDER BY id'),
    );
  });

  test('lists nothing of what the other home alone changed', async () => {
    const [home] = await homeAndCopy();
    change(home, "UPDATE cards SET question = 'before'; UPDATE sessions SET notes = 'before'");
    await samedi(home, ['sync']);
    const copy = await newHome();
    cpSync(home, copy, { recursive: true });
    change(home, "UPDATE cards SET question = 'sent' WHERE id = (SELECT max(id) FROM cards)");
    await samedi(home, ['sync']);
    change(home, "UPDATE sessions SET notes = 'of the home'");
    await samedi(home, ['sync']);
    change(copy, `UPDATE cards SET question = 'of the copy' WHERE id = '${firstCard(copy)}'`);
    await samedi(copy, ['sync']);
    await samedi(home, ['sync']);
    for (const one of [home, copy]) {
      expect(await samediJson(one, ['sync', 'conflicts'])).toEqual([]);
      await samedi(one, ['sync', 'verify']);
    }
    expect(rows(home, 'SELECT question FROM cards ORDER BY id')).toEqual([
      { question: 'of the copy' },
      { question: 'sent' },
    ]);
  });

  test('goes on where the old home is never used again, as after a move', async () => {
    const [home, moved] = await homeAndCopy();
    rmSync(home, { recursive: true });
    for (const text of ['once', 'twice']) {
      change(moved, `UPDATE cards SET answer = '${text}' WHERE id = '${firstCard(moved)}'`);
      expect((await samedi(moved, ['sync'])).stderr).toBe('');
    }
  });
});

test('a home put back from an older copy of itself keeps what was synced since, as a conflict', async () => {
  const [home, copy] = await homeAndCopy();
  const id = firstCard(home);
  change(home, `UPDATE cards SET answer = 'since the copy' WHERE id = '${id}'`);
  await samedi(home, ['sync']);
  for (const name of ['sessions.db', 'auth.json']) {
    writeFileSync(join(home, name), readFileSync(join(copy, name)));
  }
  change(home, `UPDATE cards SET answer = 'after it was put back' WHERE id = '${id}'`);
  await samedi(home, ['sync']);
  const [kept] = rows(home, 'SELECT data FROM conflicts');
  expect(String(kept?.['data'])).toContain('since the copy');
  await samedi(home, ['sync', 'verify']);
});

test('a home signed in as another device after both were one keeps its unsent edit', async () => {
  const [home, copy] = await homeAndCopy();
  const email = String((await samediJson<{ email: string }>(home, ['whoami'])).email);
  const id = firstCard(home);
  change(home, `UPDATE cards SET answer = 'of the home' WHERE id = '${id}'`);
  change(copy, `UPDATE cards SET answer = 'of the copy' WHERE id = '${id}'`);
  await samedi(home, ['logout']);
  await signedInHome(url, email, home);
  await samedi(home, ['sync']);
  change(home, `UPDATE cards SET answer = 'built upon it' WHERE id = '${id}'`);
  await samedi(home, ['sync']);
  await signedInHome(url, email, copy);
  await samedi(copy, ['sync']);
  await samedi(home, ['sync']);
  for (const one of [home, copy]) {
    const left = JSON.stringify([
      rows(one, 'SELECT answer FROM cards'),
      rows(one, 'SELECT data FROM conflicts'),
    ]);
    expect(left).toContain('of the copy');
    expect(left).toContain('built upon it');
    await samedi(one, ['sync', 'verify']);
  }
});
