/** What broke in use once: odd contents, lost requests, menus, and pages that forgot who was there. */
import type { Page } from '@playwright/test';
import { expect, test } from '../support/e2e/fixtures.ts';
import { openAs, steadyLearner } from '../support/e2e/learners.ts';

const widthOf = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);

test('a tag of one long word makes no page scroll sideways', async ({ page, email }) => {
  const { plans = {} } = steadyLearner();
  const tags = ['donaudampfschifffahrtselektrizitätenhauptbetrieb'];
  await openAs(page, email, { plans: { rust: { ...plans['rust']!, tags } } });
  for (const width of [320, 390]) {
    await page.setViewportSize({ width, height: 640 });
    for (const path of ['/', '/plans', '/plans/rust']) {
      await page.goto(path);
      expect(await widthOf(page), `${path} at ${width}`).toBe(width);
    }
  }
});

test('text at twice its size makes no page scroll sideways', async ({ page, email }) => {
  await openAs(page, email, steadyLearner());
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of ['/', '/cards', '/plans', '/sessions', '/stats', '/settings']) {
    await page.goto(path);
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
    expect(await widthOf(page), path).toBe(320);
  }
});

test('a list whose next part was lost goes on when the reader does', async ({ page, email }) => {
  await page.clock.install();
  await openAs(page, email, steadyLearner());
  let lost = 0;
  await page.route('**/partials/sessions?*', async (route) => {
    lost += 1;
    await (lost === 1 ? route.abort() : route.continue());
  });
  await page.goto('/sessions');
  const items = page.getByRole('main').getByRole('listitem');
  const before = await items.count();
  await page.getByRole('link', { name: 'Older sessions' }).scrollIntoViewIfNeeded();
  await expect.poll(() => lost).toBe(1);
  await page.clock.runFor(2_100);
  await page.mouse.wheel(0, -50);
  await page.evaluate(() => dispatchEvent(new Event('scroll')));
  await expect.poll(() => items.count()).toBeGreaterThan(before);
});

test('what a page says of a lost connection is in sight, and read out', async ({
  page,
  context,
  email,
}) => {
  await page.clock.install();
  await openAs(page, email, steadyLearner());
  const note = page.getByRole('status').filter({ hasText: 'Not connected.' });
  await expect(note).toHaveCount(0);
  await page.mouse.wheel(0, 300);
  await context.setOffline(true);
  await page.clock.runFor(31_000);
  await expect(note).toBeInViewport();
  await expect(note).toContainText(/This is how it was on \w+day \d+ \w+ at \d\d:\d\d\./);
  await context.setOffline(false);
  await page.clock.runFor(31_000);
  await expect(note).toHaveCount(0);
});

test('the menu of a phone closes by Escape and by a press beside it', async ({
  page,
  email,
  isMobile,
}) => {
  test.skip(!isMobile, 'a wide screen has no menu');
  await openAs(page, email);
  const menu = page.getByText('Menu', { exact: true });
  const link = page.locator('details').getByRole('link', { name: 'Statistics' });
  await menu.click();
  await expect(link).toBeVisible();
  const settings = await page.locator('details').getByText('Settings').boundingBox();
  const signOut = await page.locator('details').getByText('Sign out').boundingBox();
  expect(signOut!.y - settings!.y - settings!.height).toBeGreaterThan(16);
  await page.keyboard.press('Escape');
  await expect(link).toBeHidden();
  await expect(menu).toBeFocused();
  await menu.click();
  await page.mouse.click(200, page.viewportSize()!.height - 20);
  await expect(link).toBeHidden();
});

test('docs and About know who is signed in, and forget it with the sign-in', async ({
  page,
  email,
  isMobile,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/partials/header')) asked.push(request.url());
  });
  await page.goto('/docs');
  await expect(page.getByRole('link', { name: 'Sign in' }).first()).toBeAttached();
  expect(asked).toEqual([]);
  await openAs(page, email);
  for (const path of ['/docs/commands', '/welcome', '/privacy']) {
    await page.goto(path);
    if (isMobile) await page.getByText('Menu', { exact: true }).click();
    await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
    await expect(page.getByRole('banner').getByRole('link', { name: 'Sign in' })).toHaveCount(0);
  }
  await page.goto('/docs');
  if (isMobile) await page.getByText('Menu', { exact: true }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.goto('/docs');
  await expect(page.getByRole('link', { name: 'Sign in' }).first()).toBeAttached();
});

test('the browser’s own bars follow the theme that was chosen', async ({ page, context, url }) => {
  await context.addCookies([{ name: 'theme', value: 'dark', url }]);
  await page.emulateMedia({ colorScheme: 'light' });
  for (const path of ['/docs', '/login']) {
    await page.goto(path);
    const colors = page.locator('meta[name="theme-color"]');
    for (const color of await colors.all())
      await expect(color).toHaveAttribute('content', '#16161a');
  }
});

test('of many plans the dashboard shows those at work, and where the others are', async ({
  page,
  email,
}) => {
  const { plans = {} } = steadyLearner();
  const many = Array.from({ length: 30 }, (_, n) => [
    `plan-${n}`,
    { ...plans['rust']!, title: `Plan ${n}` },
  ]);
  await openAs(page, email, { plans: Object.fromEntries(many) });
  const shown = page.getByRole('region', { name: 'Plans' });
  await expect(shown.getByRole('heading', { level: 3 })).toHaveCount(8);
  await shown.getByRole('link', { name: 'All 30 open plans' }).click();
  await expect(page.getByRole('main').getByRole('heading', { level: 3 })).toHaveCount(30);
});

test('the docs can be searched, copied from, and looked over', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/docs');
  await page.getByRole('searchbox', { name: 'Search the docs' }).fill('restore backup');
  const first = page.locator('#docs-found').getByRole('link').first();
  await expect(first).toBeVisible();
  await page.getByRole('button', { name: 'Copy' }).first().click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const block = await page.locator('.prose pre').first().textContent();
  expect(copied).toBe(block?.trimEnd());
  await page.goto('/docs/api');
  await page.getByText('On this page').click();
  await page.getByRole('navigation', { name: 'On this page' }).getByRole('link').first().click();
  await expect(page).toHaveURL(/#/);
});

test('no option breaks in two at its hyphens', async ({ page }) => {
  await page.goto('/docs/commands');
  await page.setViewportSize({ width: 320, height: 640 });
  const broken = await page.evaluate(() =>
    [...document.querySelectorAll('.prose code span')]
      .filter((word) => word.getClientRects().length > 1)
      .map((word) => word.textContent),
  );
  expect(broken).toEqual([]);
});

test('public pages tell previews what they are, and private ones ask not to be listed', async ({
  page,
  email,
  url,
}) => {
  await page.goto('/welcome');
  await expect(page.locator('meta[property="og:title"]')).toHaveCount(1);
  const image = await page.locator('meta[property="og:image"]').getAttribute('content');
  const answer = await page.request.get(new URL(new URL(image!).pathname, url).href);
  expect(answer.headers()['content-type']).toBe('image/png');
  expect((await page.request.get('/robots.txt')).ok()).toBe(true);
  expect((await page.request.get('/favicon.ico')).ok()).toBe(true);
  await openAs(page, email);
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute('content', 'noindex');
});

test('a session after midnight says the clock’s own day, also where days begin at four', async ({
  page,
  email,
}) => {
  const { plans = {}, sessions = {} } = steadyLearner();
  const DAY_MS = 86_400_000;
  const midnight = Math.floor(Date.now() / DAY_MS - 20) * DAY_MS;
  const started_at = midnight + 30 * 60_000;
  const late = {
    ...Object.values(sessions)[0]!,
    ...{ started_at, ended_at: started_at + 45 * 60_000, minutes: 45, utc_offset_minutes: 0 },
    day: new Date(midnight - DAY_MS).toISOString().slice(0, 10),
  };
  await openAs(page, email, { plans, sessions: { late } });
  const date = dateInWords(midnight);
  const time = page.getByRole('region', { name: 'Lately' }).locator('time');
  await expect(time).toHaveAttribute('title', `${date}, 00:30`);
  await expect(time).toHaveText(`${date.split(' ').slice(1, 3).join(' ')}, 00:30`);
});

/** `Wednesday 11 November 2026`, in UTC. */
function dateInWords(ms: number): string {
  const options = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
  const text = new Date(ms).toLocaleDateString('en-GB', { ...options, timeZone: 'UTC' });
  return text.replace(',', '');
}
