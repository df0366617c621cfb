import { expectNoBarriers } from '../support/e2e/barriers.ts';
import { expect, test } from '../support/e2e/fixtures.ts';
import { openAs } from '../support/e2e/learners.ts';
import { takePicture } from '../support/e2e/pictures.ts';

test('the menu of a phone opens without script and is labelled', async ({ page, isMobile }) => {
  test.skip(!isMobile, 'a wide screen shows the navigation itself');
  await openAs(page, `menu-${crypto.randomUUID()}@example.org`);
  await page.getByText('Menu', { exact: true }).click();
  const links = page.getByRole('navigation', { name: 'Main' }).getByRole('link');
  await expect(links.last()).toHaveAttribute('href', '/settings');
  await expect(links.last()).toHaveText(/^Settings/);
  await takePicture(page, 'menu-phone');
  await expectNoBarriers(page);
});

test('the first tab stop skips to the content', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});
