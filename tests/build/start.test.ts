import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inRoot } from '../../scripts/lib/paths.ts';
import { anyFreePort } from '../../scripts/lib/ports.ts';
import { type Group, startGroup } from '../../scripts/lib/process.ts';

let dir: string;
let wanted: number;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'samedi-start-'));
  wanted = await anyFreePort();
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** Null where there was no answer: wrangler may still reload the site once. */
async function statusOf(url: string): Promise<number | null> {
  return fetch(url).then(
    ({ status }) => status,
    () => null,
  );
}

/** `npm start` once it says that it is up, and the address that it gives. */
async function started(...args: string[]): Promise<{ group: Group; url: string }> {
  const start = [inRoot('scripts/run.mjs'), 'start', '--port', String(wanted), '--data', dir];
  const group = await startGroup(process.execPath, [...start, ...args], { endsWithUs: true });
  let ended = false;
  group.exited.then(() => {
    ended = true;
  });
  while (!group.stdout().includes('Ctrl-C')) {
    if (ended) throw new Error(group.output());
    await delay(50);
  }
  return { group, url: /http:\/\/localhost:\d+/.exec(group.stdout())![0] };
}

test('npm start serves the site, takes the next port where one is busy, and ends on Ctrl-C with all it started', async () => {
  const first = await started('--empty');
  const second = await started('--empty');
  try {
    expect(first.url).toBe(`http://localhost:${wanted}`);
    expect(second.url).not.toBe(first.url);
    for (const { url } of [first, second]) {
      await expect.poll(() => statusOf(`${url}/dev/mailbox`), { timeout: 30_000 }).toBe(200);
    }
    expect((await stat(join(dir, '.dev.vars'))).mode & 0o777).toBe(0o600);
  } finally {
    for (const { group } of [first, second]) group.child.kill('SIGINT');
  }
  for (const { group, url } of [first, second]) {
    expect(await group.exited).toEqual({ code: 0, signal: null });
    expect(await statusOf(url)).toBeNull();
  }
});

test('npm start with a demo learner gives a link that signs in as them, and a second start keeps them', async () => {
  const { group, url } = await started();
  try {
    const link = /http\S+\/auth\/verify\?token=\S+/.exec(group.stdout())?.[0];
    expect(group.stdout()).toMatch(/4 plans, \d{3,} sessions, \d{3,} cards/);
    expect(link).toContain(url);
    const signedIn = await fetch(`${url}/api/auth/verify`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(Object.fromEntries(new URL(link!).searchParams)),
    });
    expect(await signedIn.json()).toMatchObject({ email: 'demo@samedi.example' });
  } finally {
    group.child.kill('SIGTERM');
  }
  expect(await group.exited).toEqual({ code: 0, signal: null });
  const again = await started();
  again.group.child.kill('SIGINT');
  await again.group.exited;
  expect(again.group.stdout()).toMatch(/Demo learner +kept/);
});
