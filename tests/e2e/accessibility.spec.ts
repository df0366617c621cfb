import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { openAs, type Records, steadyLearner, strangeLearner } from './learners.ts';

const learners: Record<string, () => Records> = {
  empty: () => ({}),
  steady: steadyLearner,
  strange: strangeLearner,
};

// On a busy machine axe takes its time over the 371 days of a heatmap.
test.describe.configure({ timeout: 90_000 });

/** All rules in light; in dark those that can differ. */
async function expectNoFindings(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await findings(new AxeBuilder({ page }))).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await findings(new AxeBuilder({ page }).withRules(['color-contrast']))).toEqual([]);
}

async function findings(axe: AxeBuilder): Promise<[rule: string, html: string[]][]> {
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]);
}

for (const path of ['/', '/login', '/welcome', '/privacy', '/docs', '/docs/api', '/nowhere']) {
  test(`axe finds nothing on ${path}`, async ({ page }) => {
    await page.goto(path);
    await expectNoFindings(page);
  });
}

for (const [name, records] of Object.entries(learners)) {
  test(`axe finds nothing on the ${name} dashboard`, async ({ page }) => {
    await openAs(page, `axe-${name}-${crypto.randomUUID()}@example.org`, records());
    await expectNoFindings(page);
  });
}

test('the menu of a phone opens without script and is labelled', async ({ page, isMobile }) => {
  test.skip(!isMobile, 'a wide screen shows the navigation itself');
  await openAs(page, `menu-${crypto.randomUUID()}@example.org`);
  await page.getByText('Menu', { exact: true }).click();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  await expectNoFindings(page);
});

test('the first tab stop skips to the content', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});
