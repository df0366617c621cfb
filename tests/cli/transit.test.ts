/** What something between a home and the server does to what passes is noticed, and nothing of it is taken. */
import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { expect, inject, onTestFinished, test } from 'vitest';
import { addCards, anyEmail, newHome, rows, samedi, signedInHome } from '../support/cli/homes.ts';
import { runCli } from '../support/cli.ts';
import { moveHome } from '../support/faults/world.ts';
import { type FlippingProxy, flippingProxy } from '../support/flipping-proxy.ts';

const url = inject('url');

async function behindProxy(): Promise<{ home: string; proxy: FlippingProxy }> {
  const proxy = await flippingProxy(url);
  onTestFinished(proxy.stop);
  const home = await newHome();
  await signedInHome(url, anyEmail(), home);
  await samedi(home, ['sync']);
  addCards(home, 30);
  moveHome(home, url, proxy.url);
  return { home, proxy };
}

test('requests go packed, with a digest of their bytes', async () => {
  const { home, proxy } = await behindProxy();
  await samedi(home, ['sync']);
  const { headers, body } = proxy.last!;
  expect(headers['content-encoding']).toBe('gzip');
  const digest = createHash('sha256').update(body).digest('base64');
  expect(headers['content-digest']).toBe(`sha-256=:${digest}:`);
  expect(JSON.parse(String(gunzipSync(body)))).toMatchObject({ protocol: 2 });
});

test.each(['request', 'answer'] as const)(
  'a bit that flips in a %s stops the sync, and the next one goes well',
  async (which) => {
    const { home, proxy } = await behindProxy();
    proxy.flip(which);
    const { code, stderr } = await runCli(['sync'], { home });
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/digest/);
    expect(rows(home, 'SELECT 1 FROM versions WHERE dirty = 1')).toHaveLength(30);
    await samedi(home, ['sync']);
    await samedi(home, ['sync', 'verify']);
    expect(rows(home, 'SELECT 1 FROM versions WHERE dirty = 1')).toEqual([]);
    expect(rows(home, 'SELECT 1 FROM conflicts')).toEqual([]);
  },
);
