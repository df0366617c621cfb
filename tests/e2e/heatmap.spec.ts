import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../support/e2e/fixtures.ts';
import { openAs, steadyLearner } from '../support/e2e/learners.ts';

const tabStops = (page: Page): Locator => page.getByRole('table').locator('a[tabindex="0"]');

async function dayInFocus(page: Page): Promise<string> {
  const href = await page.locator(':focus').getAttribute('href');
  return href?.replace('/days/', '') ?? '';
}

/** Whole days between two, the later one first. */
const daysApart = (a: string, b: string) => (Date.parse(a) - Date.parse(b)) / 86_400_000;

test('the year is a table with headers, a text for each day, and words for its levels', async ({
  page,
  email,
}) => {
  await openAs(page, email, steadyLearner());
  const table = page.getByRole('table', { name: /Minutes of learning/ });
  await expect(table.getByRole('rowheader')).toHaveCount(7);
  expect(await table.getByRole('columnheader').count()).toBeGreaterThan(11);
  await expect(
    table.getByRole('link', { name: /^\w+day \d+ \w+: \d+ min, 1 session$/ }).first(),
  ).toBeAttached();
  const legend = page.getByRole('list', { name: 'Legend' });
  await expect(legend).toContainText(/^nothing\s*under .+\s*from .+\s*from .+\s*from .+$/);
});

test('arrow keys go from day to day, with one tab stop', async ({ page, email, isMobile }) => {
  test.skip(isMobile, 'a phone has no arrow keys');
  await openAs(page, email, steadyLearner());
  await expect(tabStops(page)).toHaveCount(1);
  await tabStops(page).focus();
  const today = await dayInFocus(page);
  const moves: [key: string, days: number][] = [
    ['ArrowUp', 1],
    ['ArrowLeft', 8],
    ['ArrowDown', 7],
    ['ArrowRight', 0],
    ['ArrowRight', 0],
  ];
  for (const [key, days] of moves) {
    await page.keyboard.press(key);
    expect(daysApart(today, await dayInFocus(page)), key).toBe(days);
  }
  await page.keyboard.press('Home');
  expect(daysApart(today, await dayInFocus(page))).toBe(52 * 7);
  await expect(page.locator(':focus')).toBeInViewport();
  await page.keyboard.press('End');
  expect(await dayInFocus(page)).toBe(today);
  await page.keyboard.press('Control+Home');
  expect(daysApart(today, await dayInFocus(page))).toBeGreaterThanOrEqual(52 * 7);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Control+End');
  expect(await dayInFocus(page)).toBe(today);
  await page.keyboard.press('ArrowUp');
  const said = await page.locator(':focus').textContent();
  await expect(page.locator('[data-heatmap-day]')).toHaveText(said!.trim());
  await expect(tabStops(page)).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(said!.split(':')[0]!.trim());
  await expect(page.getByRole('main')).toContainText('in 1 session');
  await page.getByRole('link', { name: 'The day after' }).click();
  await expect(page.getByText('No session on this day.')).toBeVisible();
});

test('on a phone the year starts scrolled to today', async ({ page, email }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await openAs(page, email, steadyLearner());
  const { x, width } = (await tabStops(page).boundingBox())!;
  expect(x + width).toBeLessThanOrEqual(320);
  expect(x).toBeGreaterThan(200);
  expect(await tabStops(page).getAttribute('href')).toBe(
    `/days/${new Date().toISOString().slice(0, 10)}`,
  );
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the same days are a list with targets of 24 px, one link away', async ({ page, email }) => {
    await openAs(page, email, steadyLearner());
    const table = page.getByRole('table');
    const active = await table.locator('a').filter({ hasNotText: 'nothing' }).allTextContents();
    await page.getByRole('link', { name: 'Day by day' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Day by day');
    const days = page
      .getByRole('main')
      .getByRole('listitem')
      .filter({ hasText: /session/ });
    await expect(days).toHaveCount(active.length);
    const heights = await page
      .getByRole('main')
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => link.getBoundingClientRect().height));
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(24);
    await days.first().getByRole('link').click();
    await expect(page.getByRole('main')).toContainText('in 1 session');
  });
});

test('a day that does not exist is not found', async ({ page, email }) => {
  await openAs(page, email);
  expect((await page.goto('/days/2026-02-30'))?.status()).toBe(404);
});
