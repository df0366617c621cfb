import { expect, test } from '../support/e2e/fixtures.ts';

const pages = [
  '/',
  '/welcome',
  '/privacy',
  '/docs',
  '/docs/install',
  '/docs/commands',
  '/docs/self-hosting',
  '/docs/sync',
  '/docs/api',
  '/docs/json',
];

for (const path of pages) {
  test(`${path} is whole, and links to what exists`, async ({ page, request }) => {
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(200);
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    expect(complaints).toEqual([]);
    const targets = await page
      .locator('a[href^="/"]')
      .evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute('href')!))]);
    expect(targets).toContain('/docs');
    for (const target of targets) {
      expect((await request.get(target)).status(), target).toBe(200);
    }
  });
}

test('a stranger sees the welcome page', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'A notebook for what you are learning',
  );
});

test('no page scrolls sideways, on 320 px', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of pages) {
    await page.goto(path);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBe(320);
  }
});

test('a page that is not there says so and leads on', async ({ page }) => {
  const answer = await page.goto('/nowhere/at/all');
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no page here');
  await expect(page.getByRole('link', { name: 'Go to today' })).toBeVisible();
});
