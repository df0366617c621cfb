import { brotliCompressSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/e2e/fixtures.ts';
import { openAs } from '../support/e2e/learners.ts';
import { steadyReader } from '../support/e2e/readers.ts';

const KB = 1_000;

const everywhere = [
  ...['/', '/plans/rust', '/plans', '/sessions', '/cards', '/days', '/settings'],
  ...['/welcome', '/login', '/privacy', '/offline', '/goodbye', '/docs', '/docs/commands'],
];

/** Bytes of what a page loads until it is complete, compressed as Cloudflare does at best. */
async function weigh(
  page: Page,
  path: string,
  complete: () => Promise<void> = async () => {},
): Promise<{ css: number; js: number }> {
  const weight = { css: 0, js: 0 };
  const loaded: Promise<void>[] = [];
  page.on('response', (response) => {
    const type = response.request().resourceType();
    if (type !== 'stylesheet' && type !== 'script') return;
    // What has not changed since the page before has no body.
    if (response.status() === 304) return;
    const kind = type === 'script' ? 'js' : 'css';
    loaded.push(
      response.body().then((body) => {
        weight[kind] += brotliCompressSync(body).length;
      }),
    );
  });
  await page.goto(path, { waitUntil: 'networkidle' });
  await complete();
  await Promise.all(loaded);
  page.removeAllListeners('response');
  return weight;
}

test('pages are light: 10 kB of CSS, 15 kB of JavaScript', async ({ page, email }) => {
  await openAs(page, email, steadyReader());
  for (const path of everywhere) {
    const { css, js } = await weigh(page, path);
    expect(css, `${path}: CSS`).toBeGreaterThan(KB);
    expect(css, `${path}: CSS`).toBeLessThanOrEqual(10 * KB);
    expect(js, `${path}: JavaScript`).toBeLessThanOrEqual(15 * KB);
  }
  expect((await weigh(page, '/')).js).toBeGreaterThan(KB);
});

test('the statistics bring their chart within 65 kB of JavaScript', async ({ page, email }) => {
  await openAs(page, email, steadyReader());
  const drawn = () => expect(page.locator('.chart')).toHaveAttribute('data-drawn', '');
  const { css, js } = await weigh(page, '/stats', drawn);
  expect(css).toBeLessThanOrEqual(10 * KB);
  // The library is there, or the chart was not drawn.
  expect(js).toBeGreaterThan(40 * KB);
  expect(js).toBeLessThanOrEqual(65 * KB);
});
