import type { Page } from '@playwright/test';
import { expectWordsApart } from '../support/e2e/barriers.ts';
import { expect, test } from '../support/e2e/fixtures.ts';
import { openAs, steadyLearner } from '../support/e2e/learners.ts';

/** Status and size of every answer to a refresh, in order. */
function refreshesOf(page: Page): { status: number; bytes: number }[] {
  const seen: { status: number; bytes: number }[] = [];
  page.on('response', async (response) => {
    if (!response.url().includes('/partials/')) return;
    const bytes = response.status() === 204 ? 0 : (await response.text()).length;
    seen.push({ status: response.status(), bytes });
  });
  return seen;
}

/** Lets that much time pass for the page. */
async function pass(page: Page, seconds: number): Promise<void> {
  await page.clock.runFor(seconds * 1_000);
}

async function refreshed(page: Page): Promise<number> {
  const answer = page.waitForResponse(/\/partials\/today/);
  await pass(page, 31);
  return (await answer).status();
}

/** As a browser does where another tab covers this one, or uncovers it. */
async function setHidden(page: Page, hidden: boolean): Promise<void> {
  await page.evaluate((value) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => value });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);
}

/** A few of a steady learner's sessions. */
function some(from: number, to: number) {
  const { plans = {}, sessions = {} } = steadyLearner();
  return { plans, sessions: Object.fromEntries(Object.entries(sessions).slice(from, to)) };
}

test.beforeEach(async ({ page }) => {
  await page.clock.install();
});

test('an unchanged refresh is empty, and a change shows without a reload', async ({
  page,
  email,
}) => {
  const push = await openAs(page, email, some(0, 1));
  await expect(page.getByRole('main')).toContainText('in all, in 1 session');
  expect(await refreshed(page)).toBe(204);
  await push(some(1, 3));
  expect(await refreshed(page)).toBe(200);
  await expect(page.getByRole('main')).toContainText('in all, in 3 sessions');
  expect(await refreshed(page)).toBe(204);
});

test('focus, scroll, what is unfolded and the chosen day survive a change', async ({
  page,
  email,
}) => {
  const push = await openAs(page, email, some(0, 30));
  const completed = page.getByText('1 completed plan');
  await completed.click();
  const day = page.getByRole('table').locator('a[tabindex="0"]');
  await day.focus();
  await page.keyboard.press('ArrowLeft');
  const focused = await page.locator(':focus').getAttribute('href');
  const scrolled = await page.evaluate(() => {
    window.scrollTo(0, 300);
    return window.scrollY;
  });
  await push(some(30, 32));
  expect(await refreshed(page)).toBe(200);
  await expect(page.getByRole('main')).toContainText('in 32 sessions');
  expect(await page.locator(':focus').getAttribute('href')).toBe(focused);
  expect(await page.evaluate(() => window.scrollY)).toBe(scrolled);
  await expect(page.getByRole('heading', { name: 'SQL, properly' })).toBeVisible();
});

test('a hidden tab asks for nothing, and asks at once when it is looked at again', async ({
  page,
  email,
}) => {
  await openAs(page, email, some(0, 1));
  const seen = refreshesOf(page);
  await setHidden(page, true);
  await pass(page, 300);
  expect(seen).toEqual([]);
  const answer = page.waitForResponse(/\/partials\/today/);
  await setHidden(page, false);
  expect((await answer).status()).toBe(204);
});

test('an expired sign-in leaves the page as it is, says so, and asks no more', async ({
  page,
  email,
  url,
}) => {
  await openAs(page, email, some(0, 1));
  const [cookie] = await page.context().cookies();
  const headers = { authorization: `Bearer ${cookie!.value}`, 'content-type': 'application/json' };
  const signedOut = await fetch(`${url}/api/auth/logout`, { method: 'POST', headers, body: '{}' });
  expect(signedOut.ok).toBe(true);
  expect(await refreshed(page)).toBe(401);
  await expect(page.getByText('This browser was signed out')).toBeVisible();
  await expectWordsApart(page);
  await expect(page.getByRole('main')).toContainText('in all, in 1 session');
  const seen = refreshesOf(page);
  await pass(page, 120);
  expect(seen).toEqual([]);
  await page.getByRole('link', { name: 'Sign in again' }).click();
  await expect(page).toHaveURL(/\/login(\?|$)/);
});

test('a server that fails, and a network that is away, leave the page as it is', async ({
  page,
  email,
}) => {
  await openAs(page, email, some(0, 1));
  await page.route('**/partials/**', (route) =>
    route.fulfill({ status: 500, contentType: 'text/html', body: '<h1>Oh</h1>' }),
  );
  expect(await refreshed(page)).toBe(500);
  await page.unroute('**/partials/**');
  await page.route('**/partials/**', (route) => route.abort('internetdisconnected'));
  await pass(page, 31);
  await expect(page.getByText('Not connected. This is how it was on')).toBeVisible();
  await expect(page.getByRole('main')).toContainText('in all, in 1 session');
  await page.unroute('**/partials/**');
  expect(await refreshed(page)).toBe(204);
  await expect(page.getByText('Not connected.')).toBeHidden();
});
