import { describe, expect, inject, test } from 'vitest';
import type { Comparison } from '../../cli/src/sync/verify.ts';
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
import { runCli } from '../support/cli.ts';

const url = inject('url');
const verify = (home: string) => samediJson<Comparison[]>(home, ['sync', 'verify']);

async function syncedHome(): Promise<string> {
  const home = await newHome();
  writeFirstVersionHome(home);
  await signedInHome(url, anyEmail(), home);
  await samedi(home, ['sync']);
  return home;
}

describe('samedi sync verify', () => {
  test('finds nothing after a sync, tombstones included', async () => {
    const home = await syncedHome();
    await samedi(home, ['card', 'rate', 'card-2', '3']);
    change(home, 'DELETE FROM cards WHERE id = (SELECT min(id) FROM cards)');
    await samedi(home, ['sync']);
    const result = await verify(home);
    expect(result.map(({ kind }) => kind)).toEqual(['plans', 'sessions', 'reviews', 'cards']);
    for (const { here, there, differences } of result) {
      expect([here, differences]).toEqual([there, []]);
      expect(here).toBeGreaterThan(0);
    }
  });

  test('says what is not sent yet, which is no failure', async () => {
    const home = await syncedHome();
    const [row] = rows(home, 'SELECT min(id) AS id FROM cards');
    change(home, `UPDATE cards SET answer = 'other' WHERE id = '${row?.['id']}'`);
    const cards = (await verify(home)).find(({ kind }) => kind === 'cards');
    expect(cards?.differences).toEqual([{ id: row?.['id'], how: 'unsent' }]);
  });

  test('names what differs, and how', async () => {
    const home = await syncedHome();
    const ids = rows(home, 'SELECT id FROM sessions ORDER BY id').map(({ id }) => String(id));
    change(
      home,
      `DELETE FROM versions WHERE kind = 'sessions' AND id = '${ids[0]}';
       UPDATE versions SET updated_at = updated_at + 1 WHERE kind = 'sessions' AND id = '${ids[1]}';
       INSERT INTO versions (kind, id, updated_at, device_id, dirty, version) VALUES ('sessions', 'zz 1 d', 5, 'd', 0, 5);`,
    );
    const { code, stdout, stderr } = await runCli(['sync', 'verify'], { home });
    expect(code).toBe(1);
    expect(stdout).toContain(`sessions ${ids[0]}: only there`);
    expect(stdout).toContain(`sessions ${ids[1]}: another version there`);
    expect(stdout).toContain('sessions zz 1 d: only here');
    expect(stderr).toContain('3 records differ.');
  });

  test('wants a sign-in', async () => {
    expect((await runCli(['sync', 'verify'], { home: await newHome() })).code).toBe(7);
  });
});
