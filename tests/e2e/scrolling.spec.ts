import type { Page } from '@playwright/test';
import { expect, test } from '../support/e2e/fixtures.ts';
import { openAs } from '../support/e2e/learners.ts';
import { steadyReader } from '../support/e2e/readers.ts';

/** Scrolls on until there is nothing older. */
async function scrollToTheEnd(page: Page): Promise<void> {
  const more = page.getByRole('link', { name: 'Older sessions' });
  await expect(async () => {
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    expect(await more.count()).toBe(0);
  }).toPass({ timeout: 60_000 });
}

test('the history goes on while one scrolls, each month once, to the first session', async ({
  page,
  email,
}) => {
  const records = steadyReader();
  await openAs(page, email, records);
  await page.goto('/sessions');
  await scrollToTheEnd(page);
  const main = page.getByRole('main');
  const sessions = main.getByRole('listitem').filter({ has: page.locator('time') });
  await expect(sessions).toHaveCount(Object.keys(records.sessions!).length);
  const times = await main
    .locator('time')
    .evaluateAll((all) => all.map((time) => time.getAttribute('datetime')!));
  expect(times).toEqual(times.toSorted().reverse());
  const months = await main.getByRole('heading', { level: 2 }).allTextContents();
  expect(new Set(months).size).toBe(months.length);
  await expect(page).toHaveURL(/\/sessions$/);
});

test("a plan's sessions go on while one scrolls, and its chunks stay beside them", async ({
  page,
  email,
  isMobile,
}) => {
  const records = steadyReader();
  await openAs(page, email, records);
  await page.goto('/plans/rust');
  await scrollToTheEnd(page);
  const sessions = page.getByRole('region', { name: 'Sessions' }).locator('time');
  const ofPlan = Object.values(records.sessions!).filter(({ plan_id }) => plan_id === 'rust');
  await expect(sessions).toHaveCount(ofPlan.length);
  if (!isMobile) await expect(page.getByText('28 chunks to come')).toBeInViewport();
});

test('going back leads to where one was, however far that is', async ({ page, email }) => {
  await openAs(page, email, steadyReader());
  await page.goto('/sessions');
  await scrollToTheEnd(page);
  const last = page.getByRole('main').getByRole('listitem').getByRole('link').last();
  await last.scrollIntoViewIfNeeded();
  const y = await page.evaluate(() => Math.round(window.scrollY));
  expect(y).toBeGreaterThan(10_000);
  await last.click();
  await expect(page).toHaveURL(/\/plans\//);
  await page.goBack();
  await expect
    .poll(() => page.evaluate(() => Math.round(window.scrollY)), { timeout: 60_000 })
    .toBe(y);
  await expect(last).toBeInViewport();
});

test('where it cannot go on, the link leads on', async ({ page, email }) => {
  await page.route('**/partials/**', (route) => route.abort());
  await openAs(page, email, steadyReader());
  await page.goto('/sessions?plan=rust');
  await page.getByRole('link', { name: 'Older sessions' }).click();
  await expect(page).toHaveURL(/plan=rust&before=/);
  await expect(page.getByRole('link', { name: 'Back to the newest' })).toBeVisible();
});
