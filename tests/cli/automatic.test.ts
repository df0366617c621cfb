import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, inject, test } from 'vitest';
import { inRoot } from '../../scripts/lib/paths.ts';
import { startGroup } from '../../scripts/lib/process.ts';
import { writeFirstVersionHome } from '../support/cli/first-version-home.ts';
import {
  anyEmail,
  change,
  newHome,
  samedi,
  samediJson,
  signedInHome,
} from '../support/cli/homes.ts';
import { runCli } from '../support/cli.ts';

interface State {
  pending: { cards: number };
  last_error: string | null;
  last_sync_at: number | null;
  next_sync_at: number | null;
}

const url = inject('url');
const stateOf = (home: string, env = {}) => samediJson<State>(home, ['sync', 'status'], env);
const CHANGE = "UPDATE cards SET answer = answer || '!' WHERE id = (SELECT min(id) FROM cards)";

/** A home that was synced, with one change since, and rounds by themselves every 30 minutes. */
async function changedHome(): Promise<string> {
  const home = await newHome();
  writeFirstVersionHome(home);
  await signedInHome(url, anyEmail(), home);
  await samedi(home, ['config', 'set', 'sync.enabled', 'true']);
  await samedi(home, ['sync']);
  change(home, CHANGE);
  return home;
}

/** Polls until `holds`, since nobody waits for a round that was left behind. */
async function eventually(holds: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + 30_000;
  while (!(await holds())) {
    if (Date.now() > until) throw new Error('It did not come to pass within 30 seconds.');
    await delay(100);
  }
}

const inAnHour = () => ({ SAMEDI_NOW: String(Date.now() + 3_600_000) });

describe('with sync.enabled', () => {
  test('a command leaves a round behind once the interval is over, and says nothing of it', async () => {
    const home = await changedHome();
    const before = await samedi(home, ['plan', 'list']);
    expect((await stateOf(home)).pending.cards).toBe(1);

    const after = await samedi(home, ['plan', 'list'], inAnHour());
    expect(after).toEqual(before);
    await eventually(async () => (await stateOf(home)).pending.cards === 0);
  });

  test('a round that fails is shown by status, and the next waits longer each time', async () => {
    const home = await changedHome();
    const auth = join(home, 'auth.json');
    writeFileSync(auth, readFileSync(auth, 'utf8').replace(url, 'http://127.0.0.1:9'));
    expect((await runCli(['sync'], { home })).code).toBe(8);
    const first = await stateOf(home);
    expect(first.last_error).toContain('cannot be reached');
    expect(first.next_sync_at! - Date.now()).toBeLessThanOrEqual(60_000);
    expect((await runCli(['sync'], { home })).code).toBe(8);
    expect((await runCli(['sync'], { home })).code).toBe(8);
    expect((await stateOf(home)).next_sync_at! - Date.now()).toBeGreaterThan(60_000);
    expect((await samedi(home, ['status'])).stdout).toContain('The last sync failed');
  });

  test('sync watch sends what changes, and ends when told to', async () => {
    const home = await changedHome();
    const watch = await startGroup(
      process.execPath,
      [inRoot('cli/bin/samedi.js'), 'sync', 'watch'],
      {
        input: '',
        env: { ...process.env, SAMEDI_HOME: home },
      },
    );
    await eventually(async () => watch.stdout().includes('1 record sent'));
    watch.child.kill('SIGTERM');
    expect((await watch.exited).code).toBe(0);
  });
});

test('without sync.enabled nothing runs by itself', async () => {
  const home = await changedHome();
  await samedi(home, ['config', 'set', 'sync.enabled', 'false']);
  expect((await stateOf(home, inAnHour())).next_sync_at).toBeNull();
  await samedi(home, ['plan', 'list'], inAnHour());
  expect((await stateOf(home)).pending.cards).toBe(1);
});
