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
  twoHomes,
} from '../support/cli/homes.ts';

const url = inject('url');

interface Preview {
  would_send: Record<string, number>;
  would_receive: Record<string, number>;
}
const nothing = { plans: 0, sessions: 0, reviews: 0, cards: 0 };
const SESSION_MS = { SAMEDI_NOW: String(Date.UTC(2026, 10, 21, 9)) };

/** Two synced homes of one account; then one has a session more, and the other a card. */
async function apart(): Promise<{ laptop: string; desktop: string }> {
  const [laptop, desktop] = await twoHomes(url);
  await samedi(laptop, ['session', 'add', 'french-b1', '--for', '45m'], SESSION_MS);
  await samedi(desktop, ['card', 'add', 'french-b1', 'oui', 'yes']);
  await samedi(desktop, ['sync']);
  return { laptop, desktop };
}

const state = (home: string) => ({
  versions: rows(home, 'SELECT * FROM versions ORDER BY kind, id'),
  sync: rows(home, "SELECT * FROM sync_state WHERE key NOT LIKE '%_at' ORDER BY key"),
});
const cardsIn = (home: string) => rows(home, "SELECT id FROM cards WHERE question = 'oui'").length;
const unsent = (home: string) => rows(home, 'SELECT id FROM versions WHERE dirty = 1').length;

describe('one way only', () => {
  test('a dry run tells what would go each way, and changes nothing on either side', async () => {
    const { laptop, desktop } = await apart();
    const before = state(laptop);
    const both = {
      would_send: { ...nothing, sessions: 1 },
      would_receive: { ...nothing, cards: 1 },
    };
    expect(await samediJson<Preview>(laptop, ['sync', '--dry-run'])).toEqual(both);
    expect(await samediJson<Preview>(laptop, ['sync', 'push', '--dry-run'])).toEqual({
      ...both,
      would_receive: nothing,
    });
    const pull = await samediJson<Preview>(laptop, ['sync', 'pull', '--dry-run']);
    expect(pull).toEqual({ ...both, would_send: nothing });
    expect((await samedi(laptop, ['sync', '--dry-run'])).stdout).toBe(
      'Would send: 1 session.\nWould receive: 1 card.\n',
    );
    expect(state(laptop)).toEqual(before);
    expect(await samediJson(desktop, ['sync'])).toMatchObject({ pushed: 0, pulled: 0 });
  });

  test('a pull fetches, and leaves unsent what was changed here', async () => {
    const { laptop, desktop } = await apart();
    expect(await samediJson(laptop, ['sync', 'pull'])).toMatchObject({ pushed: 0, pulled: 1 });
    expect(cardsIn(laptop)).toBe(1);
    expect(unsent(laptop)).toBe(1);
    expect(await samediJson(desktop, ['sync'])).toMatchObject({ pulled: 0 });
  });

  test('a push sends, and leaves for later what was changed elsewhere', async () => {
    const { laptop, desktop } = await apart();
    expect(await samediJson(laptop, ['sync', 'push'])).toMatchObject({ pushed: 1, pulled: 0 });
    expect(unsent(laptop)).toBe(0);
    expect(cardsIn(laptop)).toBe(0);
    expect(await samediJson(desktop, ['sync'])).toMatchObject({ pulled: 1 });
    expect(await samediJson(laptop, ['sync'])).toMatchObject({ pushed: 0, pulled: 1 });
    expect(cardsIn(laptop)).toBe(1);
    for (const home of [laptop, desktop]) await samedi(home, ['sync', 'verify']);
  });

  test('a push that meets a change from elsewhere settles it, and keeps what lost', async () => {
    const { laptop, desktop } = await apart();
    const id = String(rows(laptop, 'SELECT min(id) AS id FROM cards')[0]?.['id']);
    change(laptop, `UPDATE cards SET answer = 'of the laptop' WHERE id = '${id}'`);
    change(desktop, `UPDATE cards SET answer = 'of the desktop' WHERE id = '${id}'`);
    await samedi(desktop, ['sync', 'push']);
    await samedi(laptop, ['sync', 'push']);
    const here = [
      rows(laptop, 'SELECT answer FROM cards'),
      rows(laptop, 'SELECT data FROM conflicts'),
    ];
    expect(JSON.stringify(here)).toContain('of the laptop');
    expect(JSON.stringify(here)).toContain('of the desktop');
  });

  test('an unsent change is not overwritten by a pull, and meets what waited as a conflict', async () => {
    const { laptop, desktop } = await apart();
    await samedi(desktop, ['sync']);
    const id = String(rows(laptop, 'SELECT max(id) AS id FROM cards')[0]?.['id']);
    change(laptop, `UPDATE cards SET answer = 'unsent' WHERE id = '${id}'`);
    change(desktop, `UPDATE cards SET answer = 'sent later' WHERE id = '${id}'`);
    await samedi(desktop, ['sync']);
    await samedi(laptop, ['sync', 'pull']);
    expect(rows(laptop, `SELECT answer FROM cards WHERE id = '${id}'`)).toEqual([
      { answer: 'unsent' },
    ]);
    await samedi(laptop, ['sync']);
    const kept = JSON.stringify(rows(laptop, 'SELECT data FROM conflicts'));
    expect(kept).toContain('unsent');
  });
});

test('a first push of many leaves nothing of them to be fetched again', async () => {
  const home = await newHome();
  writeFirstVersionHome(home);
  await signedInHome(url, anyEmail(), home);
  await samedi(home, ['sync', 'push', '--all']);
  const { would_receive } = await samediJson<Preview>(home, ['sync', '--dry-run']);
  expect(would_receive).toEqual(nothing);
});

test('a wrong clock is still named by sync status, and no longer once it is right', async () => {
  const home = await signedInHome(url, anyEmail());
  const off = { SAMEDI_NOW: String(Date.now() - 20 * 60_000) };
  expect((await samedi(home, ['sync'], off)).stderr).toContain('20 min behind');
  expect((await samedi(home, ['sync', 'status'])).stdout).toContain('20 min behind');
  await samedi(home, ['sync']);
  expect(await samediJson(home, ['sync', 'status'])).toMatchObject({ clock_behind_minutes: null });
});
