import { expect, test } from '@playwright/test';
import { expectNoBarriers } from './barriers.ts';
import { openAs } from './learners.ts';

test('the menu of a phone opens without script and is labelled', async ({ page, isMobile }) => {
  test.skip(!isMobile, 'a wide screen shows the navigation itself');
  await openAs(page, `menu-${crypto.randomUUID()}@example.org`);
  await page.getByText('Menu', { exact: true }).click();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  await expectNoBarriers(page);
});

test('the first tab stop skips to the content', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});
