import { expectNoBarriers } from '../support/e2e/barriers.ts';
import { expect, test } from '../support/e2e/fixtures.ts';
import { openAs } from '../support/e2e/learners.ts';
import { askForLink } from '../support/e2e/links.ts';
import { takePicture } from '../support/e2e/pictures.ts';
import { newestMail } from '../support/mail.ts';

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

test.describe('signing in has no barrier that a machine can find', () => {
  for (const path of ['/login', '/auth/verify?token=wrong']) {
    test(path, async ({ page }) => {
      await page.goto(path);
      await expectNoBarriers(page);
    });
  }

  test('the way from asking to the button', async ({ page, url, email }) => {
    const { link } = await askForLink(page, url, email);
    await expectNoBarriers(page);
    await page.goto(link);
    await expectNoBarriers(page);
    await page.context().clearCookies();
    await page.goto(link);
    await page.getByLabel('Code from the mail').fill('1');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expectNoBarriers(page);
  });

  test('the development mailbox', async ({ page, url, email }) => {
    await askForLink(page, url, email);
    await page.goto(`/dev/mailbox?to=${email}`);
    await expectNoBarriers(page);
  });

  test('letting a terminal in', async ({ page, url, email }) => {
    await fetch(`${url}/api/auth/magic-link`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, client: 'cli', device_name: 'a-laptop' }),
    });
    await page.goto((await newestMail(url, email)).link);
    await expect(page.locator('q')).toHaveText('a-laptop');
    await expectNoBarriers(page);
  });
});
