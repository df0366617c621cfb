import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { openAs, type Records } from './learners.ts';
import { steadyReader, strangeReader } from './readers.ts';

const learners: Record<string, () => Records> = {
  empty: () => ({}),
  steady: steadyReader,
  strange: strangeReader,
};

/** What each learner can look at, by the name of its picture. */
const pages: Record<string, Record<string, string>> = {
  empty: { plans: '/plans', sessions: '/sessions', cards: '/cards' },
  steady: { plans: '/plans', plan: '/plans/rust', sessions: '/sessions', cards: '/cards' },
  strange: {
    plans: '/plans',
    plan: '/plans/long',
    'plan-rtl': '/plans/hebrew',
    'plan-unreadable': '/plans/unreadable',
    sessions: '/sessions',
    cards: '/cards',
  },
};

/** All rules in light; in dark those that can differ. */
async function expectNoBarriers(page: Page): Promise<void> {
  for (const [colorScheme, rules] of [
    ['light', null],
    ['dark', ['color-contrast']],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    const axe = new AxeBuilder({ page });
    const { violations } = await (rules ? axe.withRules([...rules]) : axe).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
  }
}

for (const [name, records] of Object.entries(learners)) {
  test(`what the ${name} learner sees, on every page`, async ({ page, email }, info) => {
    test.slow();
    await openAs(page, email, records());
    for (const [picture, path] of Object.entries(pages[name]!)) {
      await test.step(path, async () => {
        expect((await page.goto(path))?.status()).toBe(200);
        await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          const file = `${picture}-${name}-${info.project.name}-${colorScheme}.png`;
          await page.screenshot({ path: `screenshots/${file}`, fullPage: true });
        }
        await expectNoBarriers(page);
      });
    }
    const { width, height } = page.viewportSize()!;
    await page.setViewportSize({ width: 320, height: 640 });
    for (const path of Object.values(pages[name]!)) {
      await page.goto(path);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBe(320);
    }
    await page.setViewportSize({ width, height });
  });
}

test('a stranger is asked to sign in', async ({ page }) => {
  for (const path of ['/plans', '/plans/rust', '/sessions', '/cards']) {
    await page.goto(path);
    await expect(page).toHaveURL(/\/login$/);
  }
});

test("another learner's plan is not there", async ({ page, email, browser, baseURL }) => {
  await openAs(page, email, steadyReader());
  const other = await (await browser.newContext({ baseURL })).newPage();
  await openAs(other, `other-${email}`);
  expect((await other.goto('/plans/rust'))?.status()).toBe(404);
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('There is no page here');
  await other.context().close();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('plans are filtered, opened, and their sessions paged', async ({ page, email }) => {
    await openAs(page, email, steadyReader());
    await page.goto('/plans');
    await page.getByRole('link', { name: '#french' }).first().click();
    await expect(page.getByRole('heading', { level: 3 })).toHaveText(['French B1 Mastery']);
    await page.getByRole('link', { name: 'French B1 Mastery' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('French B1 Mastery');
    await expect(page.getByText('completed, of 50')).toBeVisible();
    const book = page
      .getByRole('link', { name: 'The Book, chapter 4' })
      .and(page.locator(':visible'));
    await expect(book).toHaveAttribute('rel', 'noopener noreferrer nofollow');
    await expect(
      page.getByText('[no trick](javascript:alert(1))').and(page.locator(':visible')),
    ).toHaveCount(1);
    const sessions = page.getByRole('region', { name: 'Sessions' });
    const first = await sessions.getByRole('time').first().textContent();
    await sessions.getByRole('link', { name: 'Older sessions' }).click();
    await expect(sessions.getByRole('listitem').first()).toBeVisible();
    expect(await sessions.getByRole('time').first().textContent()).not.toBe(first);
    await sessions.getByRole('link', { name: 'Newest' }).click();
    expect(await sessions.getByRole('time').first().textContent()).toBe(first);
  });

  test('the history is narrowed by a form, and paged to its end', async ({ page, email }) => {
    await openAs(page, email, steadyReader());
    await page.goto('/sessions');
    await page.getByLabel('Plan').selectOption({ label: 'French B1 Mastery' });
    await page.getByRole('button', { name: 'Show' }).click();
    await expect(page).toHaveURL(/plan=french/);
    let pages = 1;
    while (await page.getByRole('link', { name: 'Older sessions' }).isVisible()) {
      await page.getByRole('link', { name: 'Older sessions' }).click();
      pages += 1;
    }
    expect(pages).toBe(2);
    await page.goto('/sessions?from=2001-01-01&to=2001-02-01');
    await expect(page.getByText('No session is like that.')).toBeVisible();
    await page.goto('/sessions?from=yesterday&before=x');
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
  });

  test('due cards show by plan, and answers unfold', async ({ page, email }) => {
    await openAs(page, email, steadyReader());
    await page.goto('/cards');
    await expect(page.getByRole('main')).toContainText('16 cards due today, of 300');
    await page.getByRole('link', { name: 'French B1 Mastery' }).click();
    await expect(page.getByRole('region', { name: 'Due' }).getByRole('group')).toHaveCount(6);
  });
});
