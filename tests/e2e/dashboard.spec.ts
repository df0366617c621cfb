import { expect, test } from '../support/e2e/fixtures.ts';
import { openAs, steadyLearner, strangeLearner } from '../support/e2e/learners.ts';

/** Addresses nobody else uses: accounts are never shared between tests. */
const addressFor = (name: string) => `${name}-${crypto.randomUUID()}@example.org`;

test('how much, how steadily, what is next', async ({ page }) => {
  await openAs(page, addressFor('steady'), steadyLearner());
  const main = page.getByRole('main');
  await expect(main).toContainText(/\d+ h in all, in \d+ sessions/);
  await expect(main).toContainText('12 days in a row');
  await expect(main).toContainText('Today still counts until midnight.');
  await expect(main).toContainText('16 cards due today, of 300');
  await expect(main).toContainText('this week, of 10 h');
  const next = page.getByRole('listitem').filter({ hasText: 'Go on with' });
  await expect(next.getByRole('link')).toHaveText('The ornaments, slowly');
  await expect(page.getByText('samedi start piano')).toBeInViewport();
  await expect(page.getByText('samedi review')).toBeInViewport();
  const rust = page.getByRole('listitem').filter({
    has: page.getByRole('heading', { name: 'The Rust Programming Language' }),
  });
  await expect(rust).toContainText('52 of 86 chunks');
  await expect(rust).toContainText(/\d+ (weeks|months) at this pace/);
  await expect(rust).toContainText('#systems');
  await expect(page.getByRole('region', { name: 'Lately' }).getByRole('listitem')).toHaveCount(8);
});

test('a new account is told what to type first', async ({ page }) => {
  await openAs(page, addressFor('empty'));
  await expect(page.getByRole('main')).toContainText('Nothing yet.');
  await expect(page.getByText('samedi start rust-async')).toBeVisible();
});

test('what a learner wrote is text, never markup', async ({ page }) => {
  await openAs(page, addressFor('strange'), strangeLearner());
  await expect(
    page.getByRole('heading', { name: '<script>alert(1)</script> & “quotes” 🧠🦀' }),
  ).toBeVisible();
  await expect(page.getByRole('heading', { name: 'ללמוד עברית' })).toHaveAttribute('dir', 'auto');
  await expect(page.getByText('and 95 more')).toBeVisible();
  await expect(page.getByText('running', { exact: true })).toBeVisible();
});

test('a change shows with the next look', async ({ page }) => {
  const { plans = {}, sessions = {} } = steadyLearner();
  const [first, second] = Object.entries(sessions).slice(0, 2);
  const push = await openAs(page, addressFor('change'), {
    plans,
    sessions: { a: { ...first![1], minutes: 60 } },
  });
  await expect(page.getByRole('main')).toContainText('1 h in all, in 1 session');
  await push({ sessions: { b: { ...second![1], minutes: 30 } } });
  await page.reload();
  await expect(page.getByRole('main')).toContainText('1 h 30 min in all, in 2 sessions');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('everything is there, and one can sign out', async ({ page, isMobile }) => {
    await openAs(page, addressFor('plain'), steadyLearner());
    await expect(page.getByRole('main')).toContainText('12 days in a row');
    if (isMobile) await page.getByText('Menu', { exact: true }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      'A notebook for what you are learning',
    );
  });
});
