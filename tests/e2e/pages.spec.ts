import { expect, test } from '../support/e2e/fixtures.ts';
import { openAs } from '../support/e2e/learners.ts';
import { steadyReader } from '../support/e2e/readers.ts';

test('a stranger is asked to sign in', async ({ page }) => {
  for (const path of [
    '/plans',
    '/plans/rust',
    '/sessions',
    '/cards',
    '/days',
    '/days/2026-11-21',
  ]) {
    await page.goto(path);
    await expect(page).toHaveURL(/\/login(\?|$)/);
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
