import type { BrowserContext, Page } from '@playwright/test';
import { expect, test } from '../support/e2e/fixtures.ts';
import { openAs, steadyLearner } from '../support/e2e/learners.ts';

test.use({ serviceWorkers: 'allow' });

/** Waits until the page that shows would show without a network, too. */
async function kept(page: Page): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(async () =>
        Boolean(await caches.match('/', { cacheName: 'dashboard-as-seen' })),
      ),
    )
    .toBe(true);
}

/** What caches hold of the learner's. */
function heldOf(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name !== 'offline-page');
    const held = await Promise.all(
      names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)),
    );
    return held.flat();
  });
}

async function cut(context: BrowserContext): Promise<void> {
  await context.setOffline(true);
}

const few = () => {
  const { plans = {}, sessions = {} } = steadyLearner();
  return { plans, sessions: Object.fromEntries(Object.entries(sessions).slice(0, 3)) };
};

test('without a network the dashboard shows as last seen, and says so', async ({
  page,
  context,
  email,
}) => {
  await openAs(page, email, few());
  await expect(page.getByText('Not connected.')).toBeHidden();
  await kept(page);
  await cut(context);
  await page.goto('/');
  await expect(page.getByRole('main')).toContainText('in all, in 3 sessions');
  await expect(page.getByText(/^\s*Not connected\. This is how it was on \w+day \d/)).toBeVisible();
  const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(paper).toBe('rgb(251, 249, 244)');
  await page.goto('/plans');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no connection');
  await page.getByRole('link', { name: 'Today, as last seen' }).click();
  await expect(page.getByRole('main')).toContainText('in all, in 3 sessions');
  await context.setOffline(false);
  await page.goto('/');
  await expect(page.getByText('Not connected.')).toBeHidden();
});

test('what a refresh brought is what was last seen', async ({ page, context, email }) => {
  await page.clock.install();
  const push = await openAs(page, email, few());
  await kept(page);
  const { sessions = {} } = steadyLearner();
  await push({ sessions: Object.fromEntries(Object.entries(sessions).slice(3, 5)) });
  await page.clock.runFor(31_000);
  await expect(page.getByRole('main')).toContainText('in all, in 5 sessions');
  await expect
    .poll(() =>
      page.evaluate(async () => {
        // Seen once: none is found while the newer one is put in its place.
        const seen = await caches.match('/', { cacheName: 'dashboard-as-seen' });
        return seen?.text();
      }),
    )
    .toContain('in 5 sessions');
  await cut(context);
  await page.goto('/');
  await expect(page.getByRole('main')).toContainText('in all, in 5 sessions');
});

test('after signing out nothing of it is left', async ({ page, context, email, isMobile }) => {
  await openAs(page, email, few());
  await kept(page);
  if (isMobile) await page.getByText('Menu', { exact: true }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/A notebook/);
  expect(await heldOf(page)).toEqual([]);
  await cut(context);
  await page.goto('/').catch(() => null);
  await expect(page.getByText('in all, in')).toHaveCount(0);
});

test('where the device was signed out elsewhere, the next look leaves nothing', async ({
  page,
  email,
  url,
}) => {
  await openAs(page, email, few());
  await kept(page);
  const [cookie] = await page.context().cookies();
  const headers = { authorization: `Bearer ${cookie!.value}`, 'content-type': 'application/json' };
  await fetch(`${url}/api/auth/logout`, { method: 'POST', headers, body: '{}' });
  await page.goto('/plans');
  await expect(page).toHaveURL(/\/login(\?|$)/);
  await expect.poll(() => heldOf(page)).toEqual([]);
});

test('only the dashboard is kept, no other page of the learner', async ({ page, email }) => {
  await openAs(page, email, few());
  await kept(page);
  await page.goto('/plans/rust');
  await page.goto('/sessions');
  await page.goto('/api/account').catch(() => null);
  const pages = (await heldOf(page)).map((each) => new URL(each).pathname);
  expect(pages.filter((path) => !path.startsWith('/_astro/'))).toEqual(['/']);
});

test('it can be installed: a manifest with icons that are what they say', async ({
  page,
  request,
}) => {
  await page.goto('/');
  const link = page.locator('link[rel="manifest"]');
  const manifest = await (await request.get((await link.getAttribute('href'))!)).json();
  expect(manifest).toMatchObject({ start_url: '/', display: 'standalone' });
  const purposes = manifest.icons.map(({ purpose = 'any' }) => purpose);
  expect(purposes).toContain('maskable');
  for (const { src, type, sizes } of manifest.icons) {
    const answer = await request.get(src);
    expect(answer.headers()['content-type']).toBe(type);
    if (sizes === 'any') continue;
    const side = await page.evaluate(async (address) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      return `${image.naturalWidth}x${image.naturalHeight}`;
    }, src);
    expect(side).toBe(sizes);
  }
});
